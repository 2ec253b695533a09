# SPDX-License-Identifier: EUPL-1.2
"""What templates ask for: the front page's records, addresses, retention rules, numbers in words."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from kennisstad.audit import retention
from kennisstad.partners.models import Partner
from kennisstad.website import front as front_page
from kennisstad.website import partner_reads, wording
from kennisstad.website import planned as agenda_page
from kennisstad.website.addresses import SLUGS
from kennisstad.website.places import in_language
from kennisstad.website.planned import Planned
from kennisstad.website.statement import Statement, statement
from kennisstad.website.stretches import Stretch
from kennisstad.website.theme import stored

register = template.Library()


@register.simple_tag
def front() -> front_page.Front:
    """Read what the home page shows."""
    return front_page.front(timezone.localdate())


@register.simple_tag
def signatories() -> list[Partner]:
    """Give the partners who are a party to the agreement that stands today."""
    return partner_reads.signatories(timezone.localdate())


@register.simple_tag
def kept_data() -> Sequence[dict[str, str]]:
    """Give what we keep of people, why and how long, in the reader's language."""
    language = get_language() or "nl"
    return [
        {
            "what": rule.what(language),
            "why": rule.why(language),
            "how_long": rule.how_long(language),
            "ground": rule.ground(language),
        }
        for rule in retention.rules()
    ]


@register.simple_tag
def statement_of(page: Page) -> Statement | None:
    """Give what we say of our accessibility, on the page that every city has for it alone."""
    if page.slug not in SLUGS["accessibility"].values():
        return None
    return statement(get_language() or "nl")


@register.simple_tag(takes_context=True)
def planned(context: dict[str, Any]) -> Planned:
    """Read the agenda as far as the visitor wants to see it."""
    return agenda_page.planned(context["request"].GET, timezone.localdate())


@register.filter
def local_address(path: str) -> str:
    """Give the address of a page of this site in the reader's language."""
    return in_language(path, get_language() or "nl")


@register.simple_tag
def own_theme() -> stored.Kept | None:
    """Say which theme the city set; nothing when ours stands."""
    return stored.current()


@register.filter
def taking_part(stretches: Sequence[Stretch]) -> str:
    """Say when somebody was a party to the agreement."""
    return wording.taking_part(stretches)

# SPDX-License-Identifier: EUPL-1.2
"""What templates ask for: the front page's records, addresses, retention rules, numbers in words."""

from collections.abc import Sequence

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kennisstad.audit import retention
from kennisstad.partners.models import Partner
from kennisstad.website import front as front_page
from kennisstad.website import queries, wording
from kennisstad.website.stretches import Stretch

register = template.Library()


@register.simple_tag
def front() -> front_page.Front:
    """Read what the home page shows."""
    return front_page.front(timezone.localdate())


@register.simple_tag
def signatories() -> list[Partner]:
    """Give the partners who are a party to the agreement that stands today."""
    return queries.signatories(timezone.localdate())


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


@register.filter
def in_letters(number: int) -> str:
    """Write a number as it stands in a sentence: four, twelve, 13."""
    return wording.in_letters(number)


@register.filter
def taking_part(stretches: Sequence[Stretch]) -> str:
    """Say when somebody was a party to the agreement."""
    return wording.taking_part(stretches)

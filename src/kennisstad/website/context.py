# SPDX-License-Identifier: EUPL-1.2
"""Give every page its menu and the links at its foot, without asking the database for visitors."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.website.addresses import SLUGS

MENU: list[tuple[str, str | Promise]] = [
    ("citylab:questions", _("Questions")),
    ("website:neighbourhoods", _("Districts")),
    ("website:projects", _("Projects")),
    ("website:results", _("Results")),
    ("website:themes", _("Themes")),
    ("website:agenda", _("Agenda")),
    ("progress:agreement", _("Agreement")),
]
FOR_YOU: list[tuple[str, str | Promise]] = [
    ("welcome:home", _("New in the city")),
    ("schools:offers", _("For schools")),
    ("citylab:to_work_on", _("What could we work on?")),
    ("citylab:last_dates", _("Last dates to be in")),
    ("rounds:rounds", _("Who takes which question?")),
]
ELSEWHERE: list[tuple[str, str | Promise]] = [
    ("website:news", _("News")),
    ("website:newsletter", _("The last two weeks")),
    ("newsletter:sign_up", _("Get the newsletter")),
    ("website:partners", _("Partners")),
    ("campus:home", _("Campuses and homes")),
    ("years:home", _("Themed years")),
    ("fieldwork:load", _("What we ask of neighbourhoods")),
    ("welcome:press", _("Press")),
]
"""What the menu has no room for; these two stand at the foot of every page."""
FOOT: list[tuple[str, str | Promise]] = [
    ("contact", _("Contact")),
    ("about", _("About us")),
    ("privacy", _("Privacy")),
    ("accessibility", _("Accessibility")),
]
Item = dict[str, object]


def navigation(request: HttpRequest) -> dict[str, list[Item]]:
    """Add `navigation`, and for the foot `links_for_you`, `links_elsewhere` and `footer_links`."""
    own = (
        (reverse("workspace:home"), _("Your desk"))
        if is_signed_in(request)
        else (reverse("citylab:find"), _("Follow your question"))
    )
    menu = [*((reverse(name), label) for name, label in MENU), own]
    return {
        "navigation": [_item(request, url, label) for url, label in menu],
        "links_for_you": [_item(request, reverse(name), label) for name, label in FOR_YOU],
        "links_elsewhere": [_item(request, reverse(name), label) for name, label in ELSEWHERE],
        "footer_links": [_item(request, address_of(page), label) for page, label in FOOT],
    }


def is_signed_in(request: HttpRequest) -> bool:
    """Say whether somebody signed in; without a session cookie nobody did, and no session is read."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def address_of(page: str) -> str:
    """Give the address of one of the pages that every city has, in the reader's language."""
    slugs = SLUGS[page]
    return reverse("wagtail_serve", args=[f"{slugs.get(get_language() or 'nl', slugs['en'])}/"])


def _item(request: HttpRequest, url: str, label: str | Promise) -> Item:
    return {"url": url, "label": label, "current": request.path.startswith(url)}

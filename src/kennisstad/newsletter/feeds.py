# SPDX-License-Identifier: EUPL-1.2
"""Issues to follow without coming to look: RSS and Atom, in the reader's language."""

from datetime import datetime
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisstad.neighbourhoods.models import City
from kennisstad.newsletter.models import Issue
from kennisstad.web.feeds import IN_A_FEED, Entry, atom, rss

ATOM = "newsletter:archive_atom"
KINDS = {
    "newsletter:archive_rss": "application/rss+xml; charset=utf-8",
    ATOM: "application/atom+xml; charset=utf-8",
}
"""What they are, by the name of their address."""


def feed(name: str) -> tuple[bytes, str]:
    """Write the newest issues as the kind of feed that has this name; give its media type along."""
    issues = Issue.objects.public().newest().prefetch_related("texts")[:IN_A_FEED]
    entries, city = [_entry(issue) for issue in issues], City.objects.first()
    title = _("Newsletters of knowledge city %(city)s") % {"city": city.name} if city else _("Newsletters")
    told = {
        "path": reverse("newsletter:archive"),
        "feed_path": reverse(name),
        "about": _("Every issue of the newsletter, to read here."),
    }
    if name != ATOM:
        return rss(title, entries, **told), KINDS[name]
    author = city.desk_name if city else _("the city")
    return atom(title, entries, **told, author=author), KINDS[name]


def _entry(issue: Issue) -> Entry:
    return Entry(
        title=issue.text.subject if issue.text else str(issue),
        path=reverse("newsletter:issue", args=[issue.number]),
        said=issue.text.opening if issue.text else "",
        # Only what was frozen is public, and that has its moment.
        at=cast("datetime", issue.frozen_at),
    )

# SPDX-License-Identifier: EUPL-1.2
"""Issues to follow without coming to look: RSS and Atom, in the reader's language."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisstad.newsletter.models import Issue
from kennisstad.web.feeds import IN_A_FEED, Entry, atom, rss

Written = Callable[..., bytes]
KINDS: dict[str, tuple[Written, str]] = {
    "newsletter:archive_rss": (rss, "application/rss+xml; charset=utf-8"),
    "newsletter:archive_atom": (atom, "application/atom+xml; charset=utf-8"),
}
"""By the name of their address: what writes them, and what they are."""


def feed(name: str) -> tuple[bytes, str]:
    """Write the newest issues as the kind of feed that has this name; give its media type along."""
    write, kind = KINDS[name]
    issues = Issue.objects.public().newest().prefetch_related("texts")[:IN_A_FEED]
    written = write(
        _("Newsletters"),
        [_entry(issue) for issue in issues],
        path=reverse("newsletter:archive"),
        feed_path=reverse(name),
        about=_("Every issue of the newsletter, to read here."),
    )
    return written, kind


def _entry(issue: Issue) -> Entry:
    return Entry(
        title=issue.text.subject if issue.text else str(issue),
        path=reverse("newsletter:issue", args=[issue.number]),
        said=issue.text.opening if issue.text else "",
        # Only what was frozen is public, and that has its moment.
        at=cast("datetime", issue.frozen_at),
    )

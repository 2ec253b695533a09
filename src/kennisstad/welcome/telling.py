# SPDX-License-Identifier: EUPL-1.2
"""A newcomer's path as a file for a diary, in the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kennisstad.welcome.diary import Entry, diary_of
from kennisstad.welcome.queries import Planned, PlannedPhase, dated


def diary_in_words(phases: Sequence[PlannedPhase], *, at: datetime) -> tuple[bytes, int]:
    """Write the last days, and say how many there are."""
    entries = [_entry(due, one) for due, one in dated(phases)]
    host = urlsplit(settings.SITE_ADDRESS).hostname or "kennisstad.invalid"
    return diary_of(entries, name=_("Your path as a newcomer"), host=host, at=at), len(entries)


def _entry(due: date, one: Planned) -> Entry:
    text = one.step.text
    if text is None:
        return Entry(one.step.key, due, one.step.key, "", "")
    words = f"{text.task}\n\n{text.where}".strip()
    return Entry(one.step.key, due, text.title, words, text.address)

# SPDX-License-Identifier: EUPL-1.2
"""Moments as a calendar file (RFC 5545) that any calendar can follow."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kennisstad.web.moments import Moment

if TYPE_CHECKING:
    from icalendar import Event


def written(moments: Iterable[Moment], *, at: datetime) -> bytes:
    """Write moments as one calendar, with the time zones that it needs."""
    # Late: a third of a second of every start, for what few processes ever write.
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//kennisstad//agenda//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Agenda"))
    for moment in moments:
        calendar.add_component(_event(moment, at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(moment: Moment, at: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    event.add("uid", f"{moment.key}@{host}")
    event.add("dtstamp", at)
    event.add("summary", moment.title)
    event.add("url", f"{settings.SITE_ADDRESS}{moment.address}")
    if moment.place:
        event.add("location", moment.place)
    begins, ends = moment.begins_at, moment.ends_at
    if moment.whole_day:
        event.add("dtstart", begins.date())
        # The last day is the one before the end.
        event.add("dtend", (ends or begins).date() + timedelta(days=1))
    else:
        event.add("dtstart", begins)
        if ends:
            event.add("dtend", ends)
    return event

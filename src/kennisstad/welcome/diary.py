# SPDX-License-Identifier: EUPL-1.2
"""A newcomer's last days as a file for a diary (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

REMINDED = timedelta(days=-2)


@dataclass(frozen=True)
class Entry:
    """One last day; the key stays the same when the day changes, so that a diary moves it."""

    key: str
    on: date
    title: str
    words: str
    address: str


def diary_of(entries: Iterable[Entry], *, name: str, host: str, at: datetime) -> bytes:
    """Write a diary with one whole day per entry."""
    # Late: a third of a second of every start, for what few processes ever write.
    from icalendar import Calendar  # noqa: PLC0415

    diary = Calendar()
    diary.add("prodid", "-//kennisstad//newcomer's path//EN")
    diary.add("version", "2.0")
    diary.add("x-wr-calname", name)
    for entry in entries:
        diary.add_component(_event(entry, host, at))
    diary.add_missing_timezones()
    return bytes(diary.to_ical())


def _event(entry: Entry, host: str, at: datetime) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"newcomer-{entry.key}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("transp", "TRANSPARENT")
    if entry.address:
        event.add("url", entry.address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", REMINDED)
    event.add_component(alarm)
    return event

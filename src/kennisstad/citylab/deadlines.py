# SPDX-License-Identifier: EUPL-1.2
"""The last days on which questions can come in, as a calendar for people's own diaries."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.citylab.fit import Fit, Way
from kennisstad.citylab.fit_reader import Reader, in_language, number_in_words
from kennisstad.citylab.models import Question
from kennisstad.education.calendar.window import Window

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ASK_AGAIN = timedelta(hours=12)
"""How often a diary is asked to look for changes."""


def of_windows(windows: Iterable[Window], *, today: date, address: str) -> bytes:
    """Write the last day of each window that is still to come; of what nobody said a day, nothing.

    Args:
        address: the page where somebody can ask, with its host.
    """
    calendar = _calendar(_("Last days for questions"))
    for window in windows:
        if window.closes is not None and window.closes >= today:
            name = {"course": in_language(window.course), "institution": in_language(window.institution)}
            summary = _("Last day for questions: %(course)s (%(institution)s)") % name
            event = _event(window, f"window-{_ident(window)}", summary, today=today, address=address)
            calendar.add_component(_on(window.closes, event))
    return _written(calendar)


def of_question(question: Question, fits: Iterable[Fit], *, today: date, address: str) -> bytes:
    """Write the last day of each way in that a question has, whole or in parts."""
    title = str(question)
    calendar = _calendar(_("Last days for “%s”") % title)
    for way in (way for one in fits if one.is_open for way in (one.way, one.split) if way):
        if way.last_day is not None:
            named = f"question-{question.pk}-{_ident(way.window)}"
            event = _event(way.window, named, _summary(way, title, today), today=today, address=address)
            calendar.add_component(_on(way.last_day, event))
    return _written(calendar)


def _summary(way: Way, title: str, today: date) -> str:
    said = {
        "title": title,
        "block": Reader(today).block(way.window),
        "institution": in_language(way.window.institution),
        "number": number_in_words(way.parts),
    }
    if way.parts > 1:
        return _("Last day for “%(title)s”, in %(number)s parts: %(block)s, %(institution)s") % said
    return _("Last day for “%(title)s”: %(block)s, %(institution)s") % said


def _calendar(name: str) -> "Calendar":
    # Late: a third of a second of every start, for what few processes ever write.
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", f"-//kennisstad//{get_language() or 'nl'}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    return calendar


def _event(window: Window, ident: str, summary: str, *, today: date, address: str) -> "Event":
    """Write what there is to know; what is foretold is marked as not certain."""
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{ident}@{urlsplit(address).hostname}")
    event.add("dtstamp", datetime.combine(today, time.min, UTC))
    event.add("summary", summary)
    event.add("description", _description(window, today))
    event.add("url", address)
    event.add("status", "TENTATIVE" if window.expected else "CONFIRMED")
    return event


def _on(day: date, event: "Event") -> "Event":
    """Put it on a whole day, in which people are free to do something else."""
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _description(window: Window, today: date) -> str:
    reader = Reader(today)
    said = [
        _("Students begin on %s.") % reader.day(window.starts),
        _("The answer comes on %s.") % reader.day(window.presents or window.ends),
    ]
    if window.expected:
        said.append(_("These days are expected: they are not published yet."))
    return " ".join(said)


def _ident(window: Window) -> str:
    """Name a window the same for as long as it stands; what is foretold from it has a name of its own."""
    return f"{window.id}-expected" if window.expected else str(window.id)


def _written(calendar: "Calendar") -> bytes:
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written

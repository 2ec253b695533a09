# SPDX-License-Identifier: EUPL-1.2
"""Terms from an iCalendar file (RFC 5545) with an event for each."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from kennisstad.education.calendar.terms import LANGUAGES, Flaw, Term, TermKind, Unfit, Wrong
from kennisstad.lib.cleaning import one_line

_KINDS = (
    (
        TermKind.EXCEPTION,
        r"uitzondering|exception|tentamen\w*|exams?|onderwijsvrij\w*|teaching[- ]free|no teaching",
    ),
    (TermKind.HOLIDAY, r"\w*vakantie|holidays?|vrij|feestdag\w*|break|recess|vacation"),
    (TermKind.SEMESTER, r"\w*semester"),
    (TermKind.BLOCK, r"blok|block|periode|period|kwartaal|quarter|term"),
)
"""What an event is, by a word of its category or else of its name; the first that fits."""
_PATTERNS = [(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS]
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError, RecursionError)
"""What the library raises at a file that breaks the rules; it even opens a file named as the time zone is."""
_FOLD = re.compile(r"\r?\n[ \t]")
MOST_VALUES = 2000
"""In one property: the library takes the square of their number to read them."""
MOST_ENTRIES = 1000
"""In one file: a dozen full school years. Eight thousand keep a reader waiting for many seconds."""
_ENTRY = re.compile(r"^BEGIN:", re.IGNORECASE | re.MULTILINE)
_BEGIN = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)


def is_one(text: str) -> bool:
    """Say whether this is meant to be an iCalendar file."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read(text: str, zone: tzinfo) -> list[Term]:
    """Read every event as a term; moments count as the day they are in this time zone.

    What was cancelled is left out. A rule to repeat every year means: on the same date each year.

    Raises:
        Unfit: anything in it is not as it should be, each flaw with its line.
    """
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise Unfit([Flaw(Wrong.CUT_OFF, text.rstrip().count("\n") + 1)])
    if (entries := len(_ENTRY.findall(text)) - 1) > MOST_ENTRIES:
        raise Unfit([Flaw(Wrong.LONG_FILE, words=(str(entries), str(MOST_ENTRIES)))])
    lines = _FOLD.sub("", text).split("\n")
    if any(line.count(",") + line.count(";") > MOST_VALUES for line in lines):
        raise Unfit([Flaw(Wrong.NO_CALENDAR)])
    # Late: a third of a second of every start, for what few processes ever read.
    import icalendar  # noqa: PLC0415

    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except UNREADABLE as error:
        raise Unfit([Flaw(Wrong.NO_CALENDAR)]) from error
    flaws: list[Flaw] = []
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    begins = _lines(text)
    terms = [term for event in events if (term := _term(event, next(begins, 0), zone, flaws))]
    if flaws:
        raise Unfit(flaws)
    return terms


def _lines(text: str) -> Iterator[int]:
    """Give the line on which each event begins: the library does not keep it."""
    return (n for n, line in enumerate(text.split("\n"), start=1) if _BEGIN.fullmatch(line))


def _term(event: Any, line: int, zone: tzinfo, flaws: list[Flaw]) -> Term | None:
    if one_line(str(event.get("STATUS", ""))).upper() == "CANCELLED":
        return None
    if event.errors:
        flaws.append(Flaw(Wrong.PROPERTY, line, words=(one_line(str(event.errors[0][0] or ""))[:40],)))
        return None
    names, span, yearly = _names(event), _span(event, zone), _yearly(event)
    kind, title = _kind(event, names), next(iter(names.values()), "")[:60]
    if kind is None:
        flaws.append(Flaw(Wrong.NO_KIND, line, words=(title,)))
    if span is None:
        flaws.append(Flaw(Wrong.NO_START, line))
    if yearly is None:
        flaws.append(Flaw(Wrong.REPEATS, line, words=(title,)))
    if kind is None or span is None or yearly is None:
        return None
    return Term(kind, *span, names, yearly, line)


def _names(event: Any) -> dict[str, str]:
    said = event.get("SUMMARY", [])
    names: dict[str, str] = {}
    for summary in said if isinstance(said, list) else [said]:
        tag = str(getattr(summary, "params", {}).get("LANGUAGE", ""))[:2].lower()
        if name := one_line(str(summary)):
            names.setdefault(tag if tag in LANGUAGES else LANGUAGES[0], name)
    return names


def _kind(event: Any, names: dict[str, str]) -> TermKind | None:
    said = event.get("CATEGORIES", [])
    lists = said if isinstance(said, list) else [said]
    categories = [str(word) for some in lists for word in getattr(some, "cats", [])]
    for words in (" ".join(categories), " ".join(names.values())):
        for kind, pattern in _PATTERNS:
            if pattern.search(words):
                return kind
    return None


def _yearly(event: Any) -> bool | None:
    """Say whether it is on the same date each year; nothing when it repeats in another way."""
    rule = event.get("RRULE")
    if rule is None and event.get("RDATE") is None:
        return False
    said = {} if isinstance(rule, list) or rule is None else {name.upper(): rule[name] for name in rule}
    is_plain = said.get("FREQ") == ["YEARLY"] and said.get("INTERVAL", [1]) == [1]
    return True if is_plain and said.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} else None


def _span(event: Any, zone: tzinfo) -> tuple[date, date] | None:
    """Give the first and the last day, or nothing when they cannot be told."""
    start, end, lasts = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if not isinstance(start, date):
        return None
    try:
        end = start + lasts if isinstance(lasts, timedelta) else end
        first = _day(start, zone)
        if not isinstance(end, date) or end == start:
            return first, first
        # The end of a span of days is the day after it; so is midnight.
        return first, _day(end, zone) - timedelta(days=1 if _is_midnight(end, zone) else 0)
    except OverflowError:
        return None


def _value(event: Any, name: str) -> Any:
    value = event.get(name)
    return getattr(value, "dt", None) or getattr(value, "td", None)


def _day(value: date, zone: tzinfo) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(zone) if value.tzinfo else value).date()
    return value


def _is_midnight(value: date, zone: tzinfo) -> bool:
    if not isinstance(value, datetime):
        return True
    return (value.astimezone(zone) if value.tzinfo else value).time() == time(0)

# SPDX-License-Identifier: EUPL-1.2
"""Set the example's school years: the one we live in, and the one that a whole source is about."""

from datetime import date, datetime

from kennisstad.demo.calendar_files import CalendarEntry, calendars
from kennisstad.demo.models import ExampleRecord
from kennisstad.education.actions import exempt, set_calendar
from kennisstad.education.calendar.shifting import school_year
from kennisstad.education.calendar.terms import Term
from kennisstad.education.calendar.years import Origin
from kennisstad.education.models import Department
from kennisstad.education.queries import Place, calendar_years
from kennisstad.partners.models import Partner


def lay_calendars(today: date, at: datetime) -> None:
    """Set them for each institution; departments that its courses file names must be there."""
    for entry in calendars().calendars:
        now = school_year(today)
        # Of an earlier year the courses file names no sessions.
        for year in [now] if entry.sessions else sorted({entry.year, now}):
            _set(entry, year, at)
    for part in calendars().exempt:
        exempt(_department(part.partner, part.department), yes=True, by=None, at=at)


def _set(entry: CalendarEntry, year: int, at: datetime) -> None:
    partner = Partner.objects.get(key=entry.partner)
    department = _department(entry.partner, entry.department) if entry.department else None
    place = Place(partner.pk, department.pk if department else None)
    terms = [*_sessions(place, year, entry), *entry.terms_of(year)]
    source = entry.source if year == entry.year else f"Voorbeeld, naar: {entry.source}"
    calendar = set_calendar(place, year, terms, origin=Origin.FILE, source=source, by=None, at=at)
    ExampleRecord.objects.note([calendar])


def _sessions(place: Place, year: int, entry: CalendarEntry) -> tuple[Term, ...]:
    found = calendar_years(place, [year]).get(year) if entry.sessions else None
    return found.terms if found and not found.expected else ()


def _department(partner: str, name: str) -> Department:
    found: Department = Department.objects.get(partner__key=partner, texts__language="nl", texts__name=name)
    return found

# SPDX-License-Identifier: EUPL-1.2
"""What happens to calendars: a version is set or taken back; a department is exempt or follows again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.education.calendar.terms import YEARS, Flaw, Term, check, order
from kennisstad.education.calendar.years import Origin
from kennisstad.education.models import Calendar, CalendarTerm, CalendarTermText, Department
from kennisstad.education.queries import Place
from kennisstad.education.wording import flaws_in_words
from kennisstad.lib.files import Report
from kennisstad.partners.models import Partner
from kennisstad.web.refusals import NotNow

SOURCE_LENGTH = 300


class BadCalendar(NotNow):
    """These terms make no school year; the message says why, for people."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(" ".join(flaws_in_words(flaws)))


@transaction.atomic
def set_calendar(
    place: Place,
    year: int,
    terms: Sequence[Term],
    *,
    origin: Origin,
    source: str,
    by: User | None,
    at: datetime,
) -> Calendar:
    """Set the school year of an institution, or of a part of it, as a new version; earlier ones stay on file.

    Args:
        source: where the days come from, for whoever doubts them: an address or the name of a document.
    Raises:
        BadCalendar: the terms overlap, lie in another year, or are no terms.
        NotNow: this is what holds already, or the department is another institution's.
    """
    if year not in YEARS:
        raise NotNow(_("Look at the year again."))
    if flaws := check(terms, year):
        raise BadCalendar(flaws)
    _hold(place)
    versions = _versions(place, year)
    if (holds := _standing(versions)) and _same(holds, terms):
        raise NotNow(_("This calendar holds already. Nothing was changed."))
    calendar = Calendar.objects.create(
        partner_id=place.partner_id,
        department_id=place.department_id,
        level=place.level,
        year=year,
        version=max((one.version for one in versions), default=0) + 1,
        origin=origin,
        source=source[:SOURCE_LENGTH],
        made_at=at,
    )
    _fill(calendar, terms)
    by_id = by.pk if by else None
    record("calendar.set", subject=calendar, by_id=by_id, at=at, year=year, version=calendar.version)
    return calendar


@transaction.atomic
def take_back(calendar: Calendar, *, by: User | None, at: datetime) -> None:
    """Take one version back: what held before it holds again, or the year is foretold.

    Raises:
        NotNow: it was taken back already.
    """
    calendar.refresh_from_db(from_queryset=Calendar.objects.select_for_update())
    if calendar.withdrawn_at:
        raise NotNow(_("This calendar was taken back already."))
    calendar.withdrawn_at = at
    calendar.save(update_fields=["withdrawn_at"])
    record("calendar.taken-back", subject=calendar, by_id=by.pk if by else None, at=at, year=calendar.year)


@transaction.atomic
def exempt(department: Department, *, yes: bool, by: User | None, at: datetime) -> None:
    """Say whether a department does without the calendar of its institution.

    Raises:
        NotNow: that was said before.
    """
    department.refresh_from_db(from_queryset=Department.objects.select_for_update())
    if department.exempt == yes:
        raise NotNow(
            _("This part does not follow the calendar of its institution already.")
            if yes
            else _("This part follows the calendar of its institution already.")
        )
    department.exempt = yes
    department.save(update_fields=["exempt"])
    kind = "department.exempted" if yes else "department.follows"
    record(kind, subject=department, by_id=by.pk if by else None, at=at)


@transaction.atomic
def import_calendars(
    place: Place, years: Mapping[int, Sequence[Term]], *, source: str, by: User | None, at: datetime
) -> Report:
    """Set every school year that a file tells of, all or nothing; a year that is the same is left alone.

    Raises:
        BadCalendar: anything in it is wrong.
        NotNow: the department is another institution's.
    """
    report = Report()
    _hold(place)
    for year, terms in sorted(years.items()):
        versions = _versions(place, year)
        name = f"{year}-{year + 1}"
        if (holds := _standing(versions)) and _same(holds, terms):
            report.same.append(name)
            continue
        set_calendar(place, year, terms, origin=Origin.FILE, source=source, by=by, at=at)
        (report.changed if versions else report.new).append(name)
    return report


def _hold(place: Place) -> None:
    """Wait for whoever sets a calendar of this institution at the same moment."""
    Partner.objects.select_for_update().get(pk=place.partner_id)
    if place.department_id is None:
        return
    if not Department.objects.filter(pk=place.department_id, partner=place.partner_id).exists():
        raise NotNow(_("This department is of another institution."))


def _versions(place: Place, year: int) -> list[Calendar]:
    found = Calendar.objects.filter(
        partner=place.partner_id, department=place.department_id, level=place.level, year=year
    )
    return list(found.newest().with_terms())


def _standing(versions: Sequence[Calendar]) -> Calendar | None:
    return next((one for one in versions if one.withdrawn_at is None), None)


def _same(calendar: Calendar, terms: Sequence[Term]) -> bool:
    return sorted(calendar.as_year().terms, key=order) == sorted(terms, key=order)


def _fill(calendar: Calendar, terms: Sequence[Term]) -> None:
    rows = CalendarTerm.objects.bulk_create(
        CalendarTerm(
            calendar=calendar,
            kind=term.kind,
            starts_on=term.starts,
            ends_on=term.ends,
            same_date=term.same_date,
        )
        for term in terms
    )
    CalendarTermText.objects.bulk_create(
        CalendarTermText(term=row, language=language, name=name)
        for row, term in zip(rows, terms, strict=True)
        for language, name in term.names.items()
    )

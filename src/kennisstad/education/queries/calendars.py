# SPDX-License-Identifier: EUPL-1.2
"""The school years of an institution, as each part of it keeps them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kennisstad.education.calendar.terms import Term, TermKind, by_year
from kennisstad.education.calendar.years import Origin, Year, with_expected
from kennisstad.education.models import AcademicSession, Calendar, Department

SESSIONS = ("semester", "block")
"""The kinds of academic session that are terms: a whole year says nothing, another kind nothing we know."""


WHOLE = (None, "")
"""The department and level of a calendar of the institution as a whole."""


@dataclass(frozen=True, slots=True)
class Place:
    """A whole institution, or a department or level of it that keeps its own school year."""

    partner_id: int
    department_id: int | None = None
    level: str = ""


def calendar_years(place: Place, years: Iterable[int]) -> dict[int, Year]:
    """Give each of these school years that is known for a place, or foretold from the year before.

    The calendar of the place itself holds, or what can be foretold from it; else that of its department, of
    its level, of the institution, and last what the institution's academic sessions say. An exempt department
    never falls back on its institution.
    Cost: six queries at most.
    """
    wanted = sorted(years)
    needed = sorted({*wanted, *(year - 1 for year in wanted)})
    on_file = _on_file(place.partner_id, needed)
    found: dict[int, Year] = {}
    for step in _steps(place):
        known = {year: on_file[*step, year] for year in needed if (*step, year) in on_file}
        if step == WHOLE and len(found) < len(wanted):
            known = _from_sessions(place.partner_id, needed) | known
        # What is nearer holds: a faculty that had its own year is likely to have its own again.
        found = with_expected(known, wanted) | found
    return dict(sorted(found.items()))


def _steps(place: Place) -> list[tuple[int | None, str]]:
    """Give the department and level of every calendar that may hold for a place, the nearest first."""
    own = [(place.department_id, place.level), (place.department_id, "")]
    if place.department_id and Department.objects.filter(pk=place.department_id, exempt=True).exists():
        return own
    return list(dict.fromkeys([*own, (None, place.level), WHOLE]))


def _on_file(partner_id: int, years: Iterable[int]) -> Mapping[tuple[int | None, str, int], Year]:
    standing = Calendar.objects.standing().filter(partner=partner_id, year__in=years)
    found: dict[tuple[int | None, str, int], Year] = {}
    for calendar in standing.newest().with_terms():
        found.setdefault((*calendar.place, calendar.year), calendar.as_year())
    return found


def _from_sessions(partner_id: int, years: Iterable[int]) -> dict[int, Year]:
    sessions = AcademicSession.objects.filter(partner=partner_id, kind__in=SESSIONS)
    terms = [_term(session) for session in sessions.order_by("starts_on", "pk").prefetch_related("texts")]
    found = by_year(terms)
    return {
        year: Year(year=year, terms=tuple(found[year]), origin=Origin.OEAPI)
        for year in years
        if year in found
    }


def _term(session: AcademicSession) -> Term:
    names = {text.language: text.name for text in session.texts.all()}
    return Term(TermKind(session.kind), session.starts_on, session.ends_on, names)

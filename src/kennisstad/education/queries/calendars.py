# SPDX-License-Identifier: EUPL-1.2
"""The school years of an institution, as each part of it keeps them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from kennisstad.education.calendar.holding import Place, held
from kennisstad.education.calendar.shifting import FIRST_MONTH
from kennisstad.education.calendar.terms import Term, TermKind, by_year
from kennisstad.education.calendar.years import Origin, Year, with_expected
from kennisstad.education.models import AcademicSession, Calendar, Department

SESSIONS = ("semester", "block")
"""The kinds of academic session that are terms: a whole year says nothing, another kind nothing we know."""
Kept = dict[Place, dict[int, Year]]


def calendar_years(place: Place, years: Iterable[int]) -> dict[int, Year]:
    """Give each of these school years that is known for a place, or foretold from the year before.

    The calendar of the place itself holds, or what can be foretold from it; else that of its department, of
    its level, of the institution, and last what the institution's academic sessions say. An exempt department
    never falls back on its institution.
    Cost: six queries at most.
    """
    return calendars_of({place}, years)[place]


def calendars_of(places: Collection[Place], years: Iterable[int]) -> Kept:
    """Give the same for many places at once; six queries at most, however many there are."""
    wanted, partners = sorted(years), {place.partner_id for place in places}
    needed = sorted({*wanted, *(year - 1 for year in wanted)})
    known = _from_sessions(partners, needed)
    for place, on_file in _on_file(partners, needed).items():
        known[place] = known.get(place, {}) | on_file
    expected = {place: with_expected(some, wanted) for place, some in known.items()}
    exempt = _exempt(places)
    return {place: held(expected, place, exempt=place.department_id in exempt) for place in places}


def _exempt(places: Iterable[Place]) -> set[int]:
    if not (partners := {place.partner_id for place in places if place.department_id}):
        return set()
    return set(Department.objects.filter(partner__in=partners, exempt=True).values_list("pk", flat=True))


def _on_file(partners: Collection[int], years: Iterable[int]) -> Kept:
    standing = Calendar.objects.standing().filter(partner__in=partners, year__in=years)
    found: Kept = defaultdict(dict)
    for calendar in standing.newest().with_terms():
        place = Place(calendar.partner_id, *calendar.place)
        if calendar.year not in found[place]:
            found[place][calendar.year] = calendar.as_year()
    return found


def _from_sessions(partners: Collection[int], years: list[int]) -> Kept:
    """Read the academic sessions of whole institutions as school years."""
    if not years:
        return {}
    first, after = (date(year, FIRST_MONTH, 1) for year in (years[0], years[-1] + 1))
    sessions = AcademicSession.objects.filter(
        partner__in=partners, kind__in=SESSIONS, starts_on__gte=first, starts_on__lt=after
    )
    terms: dict[int, list[Term]] = defaultdict(list)
    for session in sessions.order_by("starts_on", "pk").prefetch_related("texts"):
        terms[session.partner_id].append(_term(session))
    return {
        Place(partner): {
            year: Year(year=year, terms=tuple(found), origin=Origin.OEAPI)
            for year, found in by_year(some).items()
            if year in years
        }
        for partner, some in terms.items()
    }


def _term(session: AcademicSession) -> Term:
    names = {text.language: text.name for text in session.texts.all()}
    return Term(TermKind(session.kind), session.starts_on, session.ends_on, names)

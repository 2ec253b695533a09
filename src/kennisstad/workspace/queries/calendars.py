# SPDX-License-Identifier: EUPL-1.2
"""Whose calendars a person may set, as `education.rules.may_edit_calendar` says, and how they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from kennisstad.accounts.models import Role, User
from kennisstad.education.calendar.terms import Term, order
from kennisstad.education.calendar.years import Year
from kennisstad.education.models import Calendar, Department
from kennisstad.education.models.calendar import ORIGINS
from kennisstad.education.queries import Place
from kennisstad.education.wording import TERM_KINDS, school_year_in_words
from kennisstad.languages.models import Language
from kennisstad.partners.models import Kind, Partner, PartnerQuerySet
from kennisstad.workspace.queries.courses import SERVE_ALL


def institutions_for(user: User) -> PartnerQuerySet:
    """Those with a school year that this person may set, by name."""
    if any(user.is_a(role) for role in SERVE_ALL):
        taught = Q(courses__isnull=False) | Q(calendars__isnull=False)
        return Partner.objects.filter(taught | Q(kind=Kind.KNOWLEDGE_INSTITUTION)).distinct().by_name()
    roles = (Role.COORDINATOR, Role.PARTNER_EDITOR)
    own = user.partners_as(*roles)
    return Partner.objects.filter(pk__in=own).by_name()


def departments_of(partner: Partner) -> list[Department]:
    """The parts of an institution with their words, by id there."""
    found = Department.objects.filter(partner=partner).prefetch_related("texts")
    return list(found.order_by("external_id", "pk"))


def calendar_of(partner: Partner, pk: int) -> Calendar | None:
    """One calendar of this institution."""
    return Calendar.objects.filter(partner=partner, pk=pk).first()


@dataclass(frozen=True)
class Line:
    """One term as it is shown; `language` is the one in which its name is."""

    kind: str | Promise
    name: str
    language: str
    starts: date
    ends: date
    same_date: bool
    expected: bool


@dataclass(frozen=True)
class Column:
    """One school year as it is shown, known or not."""

    number: int
    title: str
    before: str
    """The year before, from which an expected one is foretold."""
    year: Year | None
    is_own: bool
    """Whether it is of the very part that is looked at, and not of what that follows."""
    origin: str | Promise
    lines: list[Line]


def columns(known: Mapping[int, Year], years: Iterable[int], place: Place) -> list[Column]:
    """Give what to show of each of these years."""
    return [_column(number, known.get(number), place) for number in years]


def _column(number: int, year: Year | None, place: Place) -> Column:
    return Column(
        number=number,
        title=school_year_in_words(number),
        before=school_year_in_words(number - 1),
        year=year,
        is_own=year is not None and (year.department_id, year.level) == (place.department_id, place.level),
        origin=ORIGINS[year.origin] if year else "",
        lines=[_line(term) for term in sorted(year.terms, key=order)] if year else [],
    )


def _line(term: Term) -> Line:
    here = get_language() or Language.NL
    language = here if here in term.names else next(iter(term.names), here)
    name = term.names.get(language, "")
    return Line(TERM_KINDS[term.kind], name, language, term.starts, term.ends, term.same_date, term.expected)

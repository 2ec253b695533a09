# SPDX-License-Identifier: EUPL-1.2
"""When each course takes questions, published or foretold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q

from kennisstad.education.calendar.holding import Place, Years, free_days, term_of
from kennisstad.education.calendar.shifting import FIRST_MONTH, a_year_later, named_later, school_year
from kennisstad.education.calendar.window import Form, Window
from kennisstad.education.calendar.years import Year
from kennisstad.education.models import AcademicSessionText, Course, CourseText, Offering
from kennisstad.education.queries.calendars import calendars_of
from kennisstad.languages.models import Language

Names = dict[int, dict[str, str]]
FARTHEST = 3
"""So many school years after this one calendars are looked at."""


@dataclass(frozen=True)
class Ahead:
    """All that is given today or later, and the school years that it goes by."""

    windows: list[Window]
    calendars: dict[Place, dict[int, Year]]
    """Of every part of an institution that gives something: published or foretold."""

    def free_days(self, from_day: date, until_day: date) -> dict[Place, set[date]]:
        """Give per place on which days, both ends counted in, no question can be dealt with.

        Public holidays are not among them, unless a calendar names them: `working_days` knows those itself.
        """
        return free_days(self.calendars, from_day, until_day)


def ahead(today: date) -> Ahead:
    """Give every time at which a course that takes questions is given, today or later, the soonest first.

    When of a course nothing is known after a school year, the windows of that year are foretold a year
    later, marked as expected. Windows that have closed are there too: an asker reads that it is too late.
    All have all their teams: which of these have a question, this package cannot know.
    What its source gives no term goes by the semester or block of the nearest calendar that is most like it.
    Cost: nine queries, however much there is.
    """
    offerings = _offerings(date(school_year(today) - 1, FIRST_MONTH, 1), today)
    courses, terms = _course_names(), _term_names()
    found: list[Window] = []
    for _course, some in groupby(offerings, attrgetter("course_id")):
        known = [_window(offering, courses, terms) for offering in some]
        found += [*known, *_foretold(known)]
    coming = [window for window in found if window.ends >= today]
    calendars = _calendars(coming, today)
    named = [_named(window, calendars[window.place]) for window in coming]
    named.sort(key=lambda window: (window.starts, window.course_id, window.id, window.expected))
    return Ahead(named, calendars)


def _calendars(coming: Iterable[Window], today: date) -> dict[Place, dict[int, Year]]:
    now, last = school_year(today), max((school_year(window.ends) for window in coming), default=0)
    # A summer holiday that began in the school year before may still last.
    wanted = range(now - 1, min(max(now, last), now + FARTHEST) + 1)
    return calendars_of({window.place for window in coming}, wanted)


def _named(window: Window, years: Years) -> Window:
    if window.term or not (term := term_of(window.starts, window.ends, years.values())):
        return window
    return replace(window, term=dict(term.names))


def _offerings(since: date, today: date) -> list[Offering]:
    standing = Offering.objects.filter(
        Q(starts_on__gte=since) | Q(ends_on__gte=today),
        withdrawn_at__isnull=True,
        course__in=Course.objects.offered(),
    )
    return list(standing.select_related("course__partner").order_by("course", "starts_on", "pk"))


def _course_names() -> Names:
    texts = CourseText.objects.filter(course__in=Course.objects.offered())
    return _by_record(texts.values_list("course", "language", "name"))


def _term_names() -> Names:
    # Not by number: ten thousand numbers are too many for one statement.
    held = Offering.objects.filter(course__in=Course.objects.offered(), session__isnull=False)
    texts = AcademicSessionText.objects.filter(session__in=held.values("session"))
    return _by_record(texts.values_list("session", "language", "name"))


def _by_record(rows: Iterable[tuple[int, str, str]]) -> Names:
    names: Names = {}
    for record, language, name in rows:
        names.setdefault(record, {})[language] = name
    return names


def _window(offering: Offering, courses: Names, terms: Names) -> Window:
    course = offering.course
    return Window(
        id=offering.pk,
        course_id=course.pk,
        course=courses.get(course.pk) or dict.fromkeys(Language.values, course.code),
        institution_id=course.partner_id,
        institution=dict.fromkeys(Language.values, course.partner.name),
        department_id=course.department_id,
        term=terms.get(offering.session_id or 0, {}),
        form=Form(offering.form),
        level=course.level,
        languages=tuple(course.languages),
        opens=offering.questions_from,
        closes=offering.questions_until,
        choice_from=offering.choice_from,
        choice_until=offering.choice_until,
        starts=offering.starts_on,
        ends=offering.ends_on,
        presents=offering.presents_on,
        teams_left=offering.teams,
        team_size=offering.team_size,
        hours_per_team=offering.hours_per_team,
        asker_hours=offering.asker_hours,
        needs=offering.needs,
    )


def _foretold(known: list[Window]) -> list[Window]:
    """Give the windows of a course's last known school year, one year later."""
    last = max(school_year(window.starts) for window in known)
    return [_a_year_later(window) for window in known if school_year(window.starts) == last]


DAYS = ("opens", "closes", "choice_from", "choice_until", "starts", "ends", "presents")


def _a_year_later(window: Window) -> Window:
    days: dict[str, date | None] = {name: getattr(window, name) for name in DAYS}
    later: dict[str, Any] = {name: a_year_later(day) for name, day in days.items() if day}
    term = {language: named_later(name) for language, name in window.term.items()}
    return replace(window, **later, term=term, expected=True)

# SPDX-License-Identifier: EUPL-1.2
"""Whether a question fits the courses on file, and until when it can come in."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kennisstad.citylab.fit import Fit, ShutBy, Shutting, Size, Wishes, fit
from kennisstad.citylab.fit.bars import Shut
from kennisstad.citylab.fit_wording import AllTold, told
from kennisstad.citylab.models import Question, Status
from kennisstad.education.calendar.window import Form, Window
from kennisstad.education.queries import ahead
from kennisstad.fieldwork.load.ledger import Ledger
from kennisstad.fieldwork.load.terms import Term, terms_between
from kennisstad.fieldwork.models import Pause, norms
from kennisstad.fieldwork.queries import ledgers, pauses_of
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Kind, Partner
from kennisstad.projects.models import Project
from kennisstad.projects.models import Status as ProjectStatus

COMING_IN = (Status.SENT, Status.OPEN, Status.WAITING)
"""What may still come in somewhere."""

HORIZON = timedelta(days=3 * 366)
"""So far ahead calendars and neighbourhoods are looked at."""


def wishes_of(question: Question) -> Wishes:
    """Read what the asker wishes; prefetch the districts when reading many."""
    return Wishes(
        needed_by=question.needed_by,
        asker_hours=question.asker_hours,
        size=Size(question.size) if question.size else None,
        forms=[Form(question.form)] if question.form else [],
        levels=[question.leg_level] if question.leg_level else question.levels,
        languages=[question.language],
        districts=[area.code for area in question.districts.all()],
    )


def fits(wishes: Wishes, *, today: date) -> list[Fit]:
    """Hold wishes against all courses that take questions.

    Cost: a fixed number of queries, whatever is on file; some more when it is about districts.
    """
    known = ahead(today)
    found = _with_teams_left(known.windows)
    last_day = min(max((window.ends for window in found), default=today), today + HORIZON)
    return fit(
        wishes,
        found,
        today=today,
        free=known.free_days(today, last_day),
        shut=_shut(wishes, today, last_day) if wishes.districts else {},
        institutions=_institutions(),
    )


def told_of(wishes: Wishes, *, today: date) -> AllTold:
    """Say in the reader's language, for each institution, whether and until when it fits."""
    return told(fits(wishes, today=today), today=today, districts=district_names(wishes))


def told_for(question: Question, *, today: date) -> AllTold | None:
    """Say it of a question that no course has; of another it is of no use."""
    return told_of(wishes_of(question), today=today) if question.status in COMING_IN else None


def district_names(wishes: Wishes) -> dict[str, str]:
    return dict(Area.objects.filter(code__in=wishes.districts).values_list("code", "name"))


def open_windows(today: date) -> list[Window]:
    """Give the windows of all courses, each with the teams that have no question yet."""
    return _with_teams_left(ahead(today).windows)


def _with_teams_left(found: Collection[Window]) -> list[Window]:
    return list(_counted(found, _taken({window.course_id for window in found})))


def _shut(wishes: Wishes, today: date, last_day: date) -> Shut:
    """Give when a team could not be placed in each of these districts, and why: paused, resting or full."""
    codes = dict(Area.objects.filter(code__in=wishes.districts).values_list("pk", "code"))
    known, contacts = ledgers(list(codes), today), norms().contacts_per_team
    pauses, terms = pauses_of(list(codes), today), list(terms_between(today, last_day))
    return {
        codes[pk]: [*_paused(pauses.get(pk, ())), *_busy(ledger, terms, contacts)]
        for pk, ledger in known.items()
    }


def _paused(pauses: Iterable[Pause]) -> Iterator[Shutting]:
    for pause in pauses:
        if days := pause.days:
            reason = {text.language: text.reason for text in pause.texts.all()}
            yield Shutting(days.first, days.last, ShutBy.PAUSED, reason)


def _busy(ledger: Ledger, terms: Iterable[Term], contacts: int) -> Iterator[Shutting]:
    for days in ledger.rests():
        yield Shutting(days.first, days.last, ShutBy.RESTING)
    for term in terms:
        left = ledger.left(term)
        if left is not None and contacts > left:
            yield Shutting(term.first_day, term.last_day, ShutBy.FULL)


def _institutions() -> dict[int, dict[str, str]]:
    known = Partner.objects.filter(kind=Kind.KNOWLEDGE_INSTITUTION).values_list("pk", "name")
    return {pk: {"nl": name, "en": name} for pk, name in known}


def _taken(courses: Collection[int]) -> dict[int, list[date]]:
    """Give the days on which the projects of each course began, in order: each took a team."""
    begun: dict[int, list[date]] = defaultdict(list)
    rows = Project.objects.filter(course__isnull=False).exclude(status=ProjectStatus.STOPPED)
    for course, on in rows.order_by("starts_on").values_list("course", "starts_on"):
        if course in courses:
            begun[course].append(on)
    return begun


def _counted(found: Iterable[Window], begun: Mapping[int, list[date]]) -> Iterable[Window]:
    for window in found:
        days = begun.get(window.course_id, [])
        taken = bisect_right(days, window.ends) - bisect_left(days, window.starts)
        if window.teams_left is None or not taken or window.expected:
            yield window
        else:
            yield replace(window, teams_left=max(0, window.teams_left - taken))

# SPDX-License-Identifier: EUPL-1.2
"""Reads what the database knows of candidates, as plain facts: few queries, no model objects.

Per kind: the facts of these records, by id, as `matching.features.Candidate` takes them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kennisstad.citylab.matching.features import Window
from kennisstad.citylab.matching.periods import Period, best_period
from kennisstad.citylab.matching.works import Work
from kennisstad.citylab.models import Proposal, ProposalStatus, Question
from kennisstad.education.models import Course, CourseText, Offering
from kennisstad.education.models.session import AcademicSessionText
from kennisstad.partners.models import ExpertText
from kennisstad.projects.models import Project, ResultText
from kennisstad.projects.models.project import NOT_RETURNED, Status
from kennisstad.retrieval import Language

Facts = dict[str, Any]
Like = Callable[[], Collection[int]]
"""Gives the numbers of like questions; called only when a candidate has a past to compare with."""
OF_LATE = timedelta(days=90)
"""Who was asked since then is suggested after equals that were not."""


@dataclass(frozen=True)
class _Past:
    """What happened between questions and one course."""

    accepted: frozenset[int]
    declined: frozenset[int]
    waiting: int
    recent: int


_NO_PAST = _Past(frozenset(), frozenset(), 0, 0)


def facts_of_courses(ids: Collection[int], *, like: Like, today: date) -> dict[int, Facts]:
    """Read courses with their periods, projects and proposals: five queries, and one search at most."""
    rows = Course.objects.filter(pk__in=ids).values_list(
        "pk", "level", "languages", "takes_questions", "withdrawn_at",
        "department__texts__language", "department__texts__name",
    )  # fmt: skip
    titles = _titles(CourseText.objects.filter(course__in=ids).values_list("course", "language", "name"))
    projects, periods, pasts = _projects(ids), _periods(ids), _pasts(ids, today)
    alike = (
        frozenset(like()) if any(past.accepted or past.declined for past in pasts.values()) else frozenset()
    )
    found: dict[int, Facts] = {}
    for pk, level, languages, takes, withdrawn_at, language, department in rows:
        if pk not in found:
            past = pasts.get(pk, _NO_PAST)
            found[pk] = {
                "titles": titles[pk],
                "department": {},
                "level": level,
                "languages": tuple(languages or ()),
                "takes_questions": takes,
                "is_withdrawn": withdrawn_at is not None,
                "accepted": len(past.accepted & alike),
                "declined": len(past.declined & alike),
                "waiting": past.waiting,
                "recent": past.recent + len(projects[pk].running),
                **projects[pk].common(),
                **_of_period(best_period(projects[pk].counted(periods[pk]), today), today),
            }
        if department:
            found[pk]["department"][_language(language)] = department
    return found


def facts_of_results(ids: Collection[int], *, like: Like) -> dict[int, Facts]:
    """Read results with their place and themes, and the like questions they answered: three queries."""
    titles = _titles(ResultText.objects.filter(result__in=ids).values_list("result", "language", "title"))
    places, themes, answered = defaultdict(set), defaultdict(set), defaultdict(set)
    rows = Project.objects.filter(result__in=ids).values_list("result", "districts__code", "themes__key")
    for pk, district, theme in rows:
        places[pk].add(district)
        themes[pk].add(theme)
    for pk, question in Question.objects.filter(advised_with__in=ids).values_list("advised_with", "pk"):
        answered[pk].add(question)
    alike = frozenset(like()) if answered else frozenset()
    return {
        pk: {
            "titles": titles[pk],
            "districts": frozenset(places[pk] - {None}),
            "themes": frozenset(themes[pk] - {None}),
            "accepted": len(answered[pk] & alike),
        }
        for pk in places
    }


def works_of_experts(ids: Collection[int]) -> dict[int, list[Work]]:
    """Read what groups and desks that want to be asked say of themselves, and each of their works."""
    found: dict[int, list[Work]] = defaultdict(list)
    rows = ExpertText.objects.filter(expert__in=ids, expert__takes_questions=True).values_list(
        "expert", "language", "name", "about", "works"
    )
    for pk, language, name, about, works in rows:
        found[pk].append(Work(f"{name}\n{about}", _language(language), is_about=True))
        found[pk] += [Work(line.strip(), _language(language)) for line in works.splitlines() if line.strip()]
    return found


def period_names(sessions: Collection[int], language: str) -> dict[int, str]:
    """Give the names of periods, in this language where there is one; no query without sessions."""
    if not sessions:
        return {}
    rows = AcademicSessionText.objects.filter(session__in=sessions).values_list("session", "language", "name")
    return {pk: name for pk, lang, name in sorted(rows, key=lambda row: row[1] == language)}


@dataclass
class _Projects:
    """The projects of one course."""

    begun: dict[int, date]
    running: set[int]
    districts: set[str]
    themes: set[str]

    def common(self) -> Facts:
        return {
            "districts": frozenset(self.districts),
            "themes": frozenset(self.themes),
            "running": len(self.running),
        }

    def counted(self, periods: Iterable[Period]) -> list[Period]:
        """Count in which period each began: that is when its team was given away."""
        begun = self.begun.values()
        return [replace(one, taken=sum(one.starts <= on <= one.ends for on in begun)) for one in periods]


def _projects(ids: Collection[int]) -> dict[int, _Projects]:
    found: dict[int, _Projects] = defaultdict(lambda: _Projects({}, set(), set(), set()))
    rows = (
        Project.objects.filter(course__in=ids)
        .exclude(status=Status.STOPPED)
        .values_list("course", "pk", "status", "starts_on", "districts__code", "themes__key")
    )
    for course, pk, status, starts_on, district, theme in rows:
        one = found[course]
        one.begun[pk] = starts_on
        if status in NOT_RETURNED:
            one.running.add(pk)
        one.districts.update({district} - {None})
        one.themes.update({theme} - {None})
    return found


def _periods(ids: Collection[int]) -> dict[int, list[Period]]:
    rows = Offering.objects.filter(course__in=ids, withdrawn_at__isnull=True).values_list(
        "course", "pk", "questions_from", "questions_until", "starts_on", "ends_on",
        "teams", "hours_per_team", "session",
    )  # fmt: skip
    found: dict[int, list[Period]] = defaultdict(list)
    for course, pk, opens, closes, starts, ends, teams, hours, session in rows:
        found[course].append(Period(pk, opens, closes, starts, ends, teams, hours, session))
    return found


def _of_period(period: Period | None, today: date) -> Facts:
    if period is None:
        return {"window": Window.CLOSED}
    window = period.window(today)
    on = {Window.LATER: period.opens, Window.UNKNOWN: None}.get(window, period.closes)
    return {
        "window": window,
        "window_on": on,
        "days_left": (on - today).days if on and window == Window.OPEN else None,
        "session_id": period.session_id,
        "teams": period.teams,
        "taken": period.taken,
        "hours": period.hours,
        "ready_on": period.ends,
    }


def _pasts(ids: Collection[int], today: date) -> dict[int, _Past]:
    rows = Proposal.objects.filter(course__in=ids).values_list("course", "status", "question", "made_at")
    grouped: dict[int, list[tuple[str, int, datetime]]] = defaultdict(list)
    for course, status, question, made_at in rows:
        grouped[course].append((status, question, made_at))
    since = timezone.make_aware(datetime.combine(today - OF_LATE, time.min))
    return {
        course: _Past(
            accepted=frozenset(q for status, q, _ in some if status == ProposalStatus.ACCEPTED),
            declined=frozenset(q for status, q, _ in some if status == ProposalStatus.DECLINED),
            waiting=sum(status == ProposalStatus.MADE for status, _, _ in some),
            recent=sum(made_at >= since for _, _, made_at in some),
        )
        for course, some in grouped.items()
    }


def _titles(rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[Language, str]]:
    found: dict[int, dict[Language, str]] = defaultdict(dict)
    for pk, language, title in rows:
        found[pk][_language(language)] = title
    return found


def _language(code: str) -> Language:
    return "en" if code == "en" else "nl"

# SPDX-License-Identifier: EUPL-1.2
"""What courses, groups and results bring to a match, for very many at once: plain values, no records."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kennisstad.citylab import indexing
from kennisstad.citylab.matching.features import Window
from kennisstad.education.models import Offering


@dataclass(frozen=True, slots=True)
class Known:
    """One record that may be seen: its institution, and the fields of `Candidate` that it fills."""

    partner: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class _Offering(NamedTuple):
    course: int
    first: date | None
    last: date | None
    teams: int | None
    ends_on: date
    pk: int


def known(kind: str, ids: Collection[str], today: date) -> dict[str, Known]:
    """Read the records of one kind that may still be seen, by index id.

    Cost: at most two queries, whatever the number; some 10 microseconds a record.
    """
    numbers = [int(one.partition(":")[2]) for one in ids]
    return {f"{kind}:{pk}": one for pk, one in _READ[kind](numbers, today).items()} if numbers else {}


def titles(kind: str, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Give what records are called, per language, by index id; one query."""
    numbers = [int(one.partition(":")[2]) for one in ids]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = indexing.READ[kind][0]().filter(pk__in=numbers).values_list("pk", *_TITLES[kind])
    for pk, language, title in rows:
        found[f"{kind}:{pk}"][language] = title
    return found


def course_facts(offerings: Collection[_Offering], level: str, today: date) -> dict[str, Any]:
    """Say of a course what `Candidate` asks; chooses as `Course.open_offering` and `next_offering` do."""
    dated = [one for one in offerings if one.first and one.last]
    open_ = [one for one in dated if one.first <= today <= one.last]  # type: ignore[operator]
    if open_:
        chosen = min(open_, key=lambda one: (one.last, one.pk))
        return _course(level, Window.OPEN, chosen.last, chosen)
    later = [one for one in dated if one.first > today]  # type: ignore[operator]
    if later:
        chosen = min(later, key=lambda one: (one.first, one.pk))
        return _course(level, Window.LATER, chosen.first, chosen)
    return _course(level, Window.CLOSED, None, None)


def _course(level: str, window: Window, on: date | None, offering: _Offering | None) -> dict[str, Any]:
    return {
        "level": level,
        "window": window,
        "window_on": on,
        "teams": offering.teams if offering else None,
        "ready_on": offering.ends_on if offering else None,
    }


def _courses(ids: list[int], today: date) -> dict[int, Known]:
    offerings: dict[int, list[_Offering]] = defaultdict(list)
    standing = Offering.objects.filter(course__in=ids, withdrawn_at__isnull=True)
    columns = ("course_id", "questions_from", "questions_until", "teams", "ends_on", "pk")
    for row in standing.values_list(*columns):
        offerings[row[0]].append(_Offering(*row))
    courses = indexing.READ["course"][0]().filter(pk__in=ids).values_list("pk", "level", "partner__name")
    return {pk: Known(name, course_facts(offerings[pk], level, today)) for pk, level, name in courses}


def _experts(ids: list[int], _today: date) -> dict[int, Known]:
    found = indexing.READ["expert"][0]().filter(pk__in=ids).values_list("pk", "partner__name")
    return {pk: Known(name) for pk, name in found}


def _results(ids: list[int], _today: date) -> dict[int, Known]:
    columns = ("pk", "project__carrier__name", "project__districts__code")
    names: dict[int, str] = {}
    districts: dict[int, set[str]] = defaultdict(set)
    for pk, name, code in indexing.READ["result"][0]().filter(pk__in=ids).values_list(*columns):
        names[pk] = name
        districts[pk] |= {code} - {None}
    return {pk: Known(name, {"districts": frozenset(districts[pk])}) for pk, name in names.items()}


_READ: dict[str, Callable[[list[int], date], dict[int, Known]]] = {
    "course": _courses,
    "expert": _experts,
    "result": _results,
}
_TITLES = {
    "course": ("texts__language", "texts__name"),
    "expert": ("texts__language", "texts__name"),
    "result": ("texts__language", "texts__title"),
    "question": ("texts__language", "texts__title"),
}

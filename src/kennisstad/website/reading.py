# SPDX-License-Identifier: EUPL-1.2
"""Read much in few queries: what projects are known by, and the roads they went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import Prefetch, Value, prefetch_related_objects
from django.utils.translation import get_language

from kennisstad.agreement.models import Theme
from kennisstad.citylab.models import Question
from kennisstad.citylab.road import road_of_project
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.projects.models import Project
from kennisstad.web.road import Station


@dataclass(frozen=True, slots=True)
class Label:
    """A district, theme or partner by name."""

    key: str
    name: str
    language: str = ""
    """Of the name, where it has one."""
    mark: str = ""
    """Of a theme: the colour and shape it is known by."""

    @property
    def text(self) -> Self:
        """Its own words, so that a theme's label is drawn as a theme is."""
        return self


@dataclass(frozen=True, slots=True)
class Labels:
    """What a project is known by, or what a visitor can choose from; each by name."""

    district: dict[str, Label] = field(default_factory=dict)
    theme: dict[str, Label] = field(default_factory=dict)
    partner: dict[str, Label] = field(default_factory=dict)


NONE = Value("")


def all_labels() -> Labels:
    """Give all districts, themes and partners by name, in one query."""
    rows = _union(
        Area.objects.districts().values_list(Value(0), Value("district"), "slug", "name", NONE, NONE),
        Theme.objects.values_list(Value(0), Value("theme"), "key", "texts__name", "texts__language", "mark"),
        Partner.objects.values_list(Value(0), Value("partner"), "key", "name", NONE, NONE),
    )
    return _sorted_out(rows).get(0, Labels())


def labels_of(projects: Iterable[Project]) -> Mapping[int, Labels]:
    """Give what each project is known by, in one query for all; a project may be missing."""
    mine = {"project__in": [project.pk for project in projects]}
    rows = _union(
        Project.districts.through.objects.filter(**mine).values_list(
            "project_id", Value("district"), "area__slug", "area__name", NONE, NONE
        ),
        Project.themes.through.objects.filter(**mine).values_list(
            "project_id",
            Value("theme"),
            "theme__key",
            "theme__texts__name",
            "theme__texts__language",
            "theme__mark",
        ),
        Project.partners.through.objects.filter(**mine).values_list(
            "project_id", Value("partner"), "partner__key", "partner__name", NONE, NONE
        ),
    )
    return _sorted_out(rows)


def roads_of(projects: Iterable[Project]) -> dict[int, list[Station]]:
    """Draw the road of each project for a list, with its question's part; four queries for all."""
    projects = list(projects)
    first_asked = Prefetch("questions", Question.objects.order_by("sent_at", "pk"))
    prefetch_related_objects(projects, first_asked, "questions__steps", "questions__uses", "givings_back")
    return {
        project.pk: in_one_line(road_of_project(project, next(iter(project.questions.all()), None)))
        for project in projects
    }


def in_one_line(road: Iterable[Station]) -> list[Station]:
    """Leave out what happens next: in a list it says the same many times."""
    return [replace(station, note="") for station in road]


def _union(*queries: Any) -> Iterable[tuple[Any, ...]]:
    first, *others = queries
    return first.union(*others)  # type: ignore[no-any-return]


def _sorted_out(rows: Iterable[tuple[Any, ...]]) -> dict[int, Labels]:
    """Put labels with their projects, by name, each in the reader's language where it has that."""
    found: dict[int, Labels] = {}
    by_preference = sorted(rows, key=lambda row: (row[4] == get_language(), row[3] or ""))
    for project, kind, key, name, language, mark in by_preference:
        # The last one wins, and that is the one in the reader's language.
        labels = getattr(found.setdefault(project, Labels()), kind)
        labels.pop(key, None)
        labels[key] = Label(key, name or key, language or "", mark)
    return found

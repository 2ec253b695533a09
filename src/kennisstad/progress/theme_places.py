# SPDX-License-Identifier: EUPL-1.2
"""Under which themes of a version records come, and in which districts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from kennisstad.agreement.models import Agreement
from kennisstad.agreement.queries import theme_descendants
from kennisstad.citylab.models import Question
from kennisstad.neighbourhoods.models import Area
from kennisstad.progress.account.shape import NO_THEME, District, Placed, Theme, Words
from kennisstad.projects.models import Project

Place = Callable[[int, int], Placed]
"""Gives the row of a record, by its own number and by that of what its themes and districts are of."""


class Places:
    """The themes of a version and the districts of the city, each with what comes under it."""

    def __init__(self, agreement: Agreement) -> None:
        found = list(agreement.themes.in_order().prefetch_related("texts"))
        self.themes: list[Theme] = [
            {"key": one.key, "mark": one.mark, "name": _by_language(one.texts.all())} for one in found
        ]
        self._order = {one.key: place for place, one in enumerate(found)}
        self._now = _now({one.pk: one.key for one in found})
        areas = Area.objects.districts().order_by("code")
        self.districts: list[District] = list(areas.values("code", "name"))
        parts = Area.objects.values_list("pk", "code", "parent__code")
        self._code = {pk: parent or code for pk, code, parent in parts}

    def of_projects(self, projects: QuerySet[Project]) -> Place:
        """Read where these projects belong, in two queries."""
        own = projects.values("pk")
        themes = Project.themes.through.objects.filter(project__in=own)
        districts = Project.districts.through.objects.filter(project__in=own)
        return self._placing(_many(themes, "project", "theme"), _many(districts, "project", "area"))

    def of_questions(self, questions: QuerySet[Question]) -> Place:
        """Read where these questions belong, in two queries."""
        own = questions.values("pk")
        themes = Question.themes.through.objects.filter(question__in=own)
        districts = Question.districts.through.objects.filter(question__in=own)
        return self._placing(_many(themes, "question", "theme"), _many(districts, "question", "area"))

    def _placing(self, themes: Mapping[int, list[int]], areas: Mapping[int, list[int]]) -> Place:
        def place(ident: int, of: int) -> Placed:
            codes = {self._code[area] for area in areas.get(of, ())}
            return {"id": ident, "themes": self._under(themes.get(of, ())), "districts": sorted(codes)}

        return place

    def _under(self, found: Iterable[int]) -> list[str]:
        keys = {key for theme in found for key in self._now.get(theme, ())}
        return sorted(keys, key=self._order.__getitem__) or [NO_THEME]


def titles(texts: QuerySet[Any], record: str) -> Mapping[int, Words]:
    """Give the titles of records by number and language; one query."""
    found: dict[int, Words] = defaultdict(dict)
    for pk, language, title in texts.order_by("language").values_list(record, "language", "title"):
        found[pk][language] = title
    return found


def _now(own: Mapping[int, str]) -> dict[int, set[str]]:
    """Give the themes of this version that each theme of any version counts under."""
    now = {old: {own[new] for new in later if new in own} for old, later in theme_descendants().items()}
    for theme, key in own.items():
        now.setdefault(theme, set()).add(key)
    return now


def _many(through: QuerySet[Any], of: str, end: str) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in through.values_list(of, end):
        found[one].append(other)
    return found


def _by_language(texts: Iterable[Any]) -> Words:
    return {text.language: text.name for text in sorted(texts, key=lambda text: text.language)}

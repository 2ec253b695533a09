# SPDX-License-Identifier: EUPL-1.2
"""Find projects and results by what an address chooses; the same few queries, however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kennisstad.audit.standstill import until_something_happens
from kennisstad.education.models import Level
from kennisstad.lib.files import shown
from kennisstad.projects.models import Project, ProjectText, Result, ResultText, Status
from kennisstad.website.facets import FACETS, Asked, BadChoice, Item, Sifted, sift
from kennisstad.website.labels import Choices, Label, all_labels

LEVELS: dict[str, tuple[str, str | Promise]] = {
    Level.MBO: ("mbo", gettext_lazy("vocational education (mbo)")),
    Level.HBO: ("hbo", gettext_lazy("applied sciences (hbo)")),
    Level.BACHELOR: ("wo", gettext_lazy("university (wo)")),
    Level.MASTER: ("wo", gettext_lazy("university (wo)")),
}
"""What a course's level is called in an address, and to the reader; a course of another level has none."""
STATUSES: dict[str, tuple[str, str | Promise]] = {
    Status.PLANNED: ("planned", gettext_lazy("planned")),
    Status.RUNNING: ("running", gettext_lazy("being worked on")),
    Status.HANDED_OVER: ("handed-over", gettext_lazy("result handed over")),
    Status.GIVEN_BACK: ("given-back", gettext_lazy("given back in the neighbourhood")),
    Status.CLOSED: ("given-back", gettext_lazy("given back in the neighbourhood")),
    Status.STOPPED: ("stopped", gettext_lazy("stopped")),
}
NAMES: dict[str, str | Promise] = {
    "district": gettext_lazy("District"),
    "theme": gettext_lazy("Theme"),
    "partner": gettext_lazy("Partner"),
    "level": gettext_lazy("Level of the course"),
    "year": gettext_lazy("Year"),
    "status": gettext_lazy("How far?"),
}
"""What a facet is called to the reader."""
Chosen = tuple[tuple[str, tuple[str, ...]], ...]
"""By facet its values, so that it can be kept by them."""


@dataclass(frozen=True)
class Found:
    kind: str
    """`projects` or `results`."""
    asked: Asked
    sifted: Sifted
    total: int
    """How many there are without any choice."""
    labels: Mapping[str, Mapping[str, Label]]
    """By facet what can be chosen, in the order in which it stands."""
    choices: Choices

    @property
    def items(self) -> list[Item]:
        return self.sifted.items


@dataclass(frozen=True)
class _Kind:
    records: Any
    columns: tuple[str, ...]
    """Of the record, its project, its status, the day that tells its year, and the level of its course."""
    words: Any
    words_of: str


KINDS = {
    "projects": _Kind(
        Project, ("pk", "pk", "status", "starts_on", "course__level"), ProjectText, "project_id"
    ),
    "results": _Kind(
        Result,
        ("pk", "project_id", "project__status", "handed_over_on", "project__course__level"),
        ResultText,
        "result_id",
    ),
}


def find(kind: str, asked: Asked, today: date) -> Found:
    """Find projects or results, in the order asked for; three queries, four by name.

    Raises:
        BadChoice: a value that none of them could have.
    """
    items, choices, sifted = _sifted(kind, asked.sort, today, tuple(asked.facets.items()))
    labels = _labels(items, choices, asked)
    for name, values in asked.facets.items():
        for value in values:
            if value not in labels[name]:
                said = {"facet": NAMES[name], "value": shown(value)}
                raise BadChoice(_("Under “%(facet)s” there is no “%(value)s”.") % said)
    return Found(kind, asked, sifted, len(items), labels, choices)


@until_something_happens
def _sifted(kind: str, sort: str, today: date, chosen: Chosen) -> tuple[list[Item], Choices, Sifted]:
    """Give all there is of a kind, in order, what it can be chosen by, and what was chosen."""
    items, choices = _everything(kind, sort, today)
    return items, choices, sift(items, dict(chosen))


@until_something_happens
def _everything(kind: str, sort: str, today: date) -> tuple[list[Item], Choices]:
    known, choices = KINDS[kind], all_labels(today)
    key = _by_name(known.words, known.words_of) if sort == "name" else _newest
    return sorted(_items(known.records.objects.values_list(*known.columns), choices), key=key), choices


def _newest(item: Item) -> Any:
    return (-item.on.toordinal(), -item.ident)


def _by_name(words: Any, record: str) -> Any:
    """Order by title in the reader's language, else in the other."""
    called: dict[int, str] = {}
    for ident, language, title in words.objects.values_list(record, "language", "title"):
        if language == get_language() or ident not in called:
            called[ident] = title.casefold()
    return lambda item: (called.get(item.ident, ""), item.ident)


def _items(rows: Iterable[Any], choices: Choices) -> list[Item]:
    known, themes = _known_by(choices)
    nothing: dict[str, frozenset[str]] = {}
    found = []
    for ident, project, status, on, level in rows:
        values = {
            **known.get(project, nothing),
            "year": frozenset((str(on.year),)),
            "status": frozenset((STATUSES[status][0],)),
        }
        if level in LEVELS:
            values["level"] = frozenset((LEVELS[level][0],))
        found.append(Item(ident, on, values, project, tuple(themes.get(project, ()))))
    return found


def _known_by(choices: Choices) -> tuple[dict[int, dict[str, frozenset[str]]], dict[int, list[int]]]:
    """Give by project its districts, partners and the keys of its themes, and its themes; one query."""
    none, nobody = Value(""), Value(0)
    rows = Project.districts.through.objects.values_list(
        Value("district"), "project_id", F("area__slug"), nobody
    ).union(
        Project.partners.through.objects.values_list(
            Value("partner"), "project_id", F("partner__key"), nobody
        ),
        Project.themes.through.objects.values_list(Value("theme"), "project_id", none, "theme_id"),
        all=True,
    )
    sets: dict[int, dict[str, frozenset[str]]] = {}
    themes: dict[int, list[int]] = {}
    for kind, project, key, theme in rows:
        mine = sets.setdefault(project, {})
        if kind == "theme":
            themes.setdefault(project, []).append(theme)
            keys = choices.found_under.get(theme, frozenset())
        else:
            keys = frozenset((key,))
        mine[kind] = mine.get(kind, frozenset()) | keys
    return sets, themes


def _labels(items: Iterable[Item], choices: Choices, asked: Asked) -> dict[str, dict[str, Label]]:
    """Give what can be chosen: all districts, and of the rest what anything is known by.

    A choice that was made stays, also when nothing is known by it.
    """
    used: dict[str, set[str]] = {name: set() for name in FACETS}
    for item in items:
        for name, values in item.values.items():
            used[name] |= values
    years = [Label(year, year) for year in sorted(used["year"], reverse=True)]
    every = {
        "district": dict(choices.district),
        "theme": dict(choices.theme),
        "partner": dict(choices.partner),
        "level": {key: Label(key, str(name)) for key, name in LEVELS.values()},
        "year": {label.key: label for label in years},
        "status": {key: Label(key, str(name)) for key, name in STATUSES.values()},
    }
    return {
        name: {
            key: label
            for key, label in known.items()
            if name == "district" or key in used[name] or asked.has(name, key)
        }
        for name, known in every.items()
    }

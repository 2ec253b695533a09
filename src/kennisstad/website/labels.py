# SPDX-License-Identifier: EUPL-1.2
"""What projects are known by, and what visitors can choose from; each in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from kennisstad.agreement.models import Agreement, Theme, ThemeStep
from kennisstad.agreement.versions import Span, descendants, in_order, newest_of, standing_on
from kennisstad.citylab.models import Question
from kennisstad.citylab.models.question import PUBLIC
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.progress.models import Serving
from kennisstad.projects.models import Project


@dataclass(frozen=True, slots=True)
class Label:
    """A district, theme, partner or commitment by name."""

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
class Earlier:
    """A theme of an earlier version, and what it is called today."""

    theme: Label
    year: int
    """In which its version began."""
    today: list[Label]


@dataclass(frozen=True, slots=True)
class Labels:
    """What a project is known by; each by name."""

    district: dict[str, Label] = field(default_factory=dict)
    theme: dict[str, Label] = field(default_factory=dict)
    """As they are called today."""
    partner: dict[str, Label] = field(default_factory=dict)
    commitment: dict[str, Label] = field(default_factory=dict)
    """Which it serves, by their sentence."""
    earlier: list[Earlier] = field(default_factory=list)
    """The themes that it was put under and that are called otherwise today."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor can choose from; each by name."""

    district: dict[str, Label]
    theme: dict[str, Label]
    partner: dict[str, Label]
    themes: list[tuple[str, list[Label]]]
    """Under the years of their version; those of today come first, under nothing."""
    found_under: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By the number of a theme, the keys that its records are found under: its own and of what it became."""
    called_today: Mapping[int, list[Label]] = field(default_factory=dict)
    """By the number of a theme, what it is called today."""


def all_labels(today: date) -> Choices:
    """Give all districts, signed versions' themes and partners by name, in one query."""
    places = Area.objects.districts().values_list(*_columns("district", key=F("slug"), name=F("name")))
    partners = Partner.objects.values_list(*_columns("partner", key=F("key"), name=F("name")))
    rows = _rows(places, partners, *_lineage())
    lineage, known = _Lineage.of(rows, today), _Known(rows)
    themes = lineage.by_version()
    choice = {label.key: label for _years, labels in reversed(themes) for label in labels}
    return Choices(
        district=known.named(0, "district"),
        theme=choice,
        partner=known.named(0, "partner"),
        themes=themes,
        found_under={theme: lineage.keys_of(theme) for theme in lineage.themes},
        called_today={theme: lineage.today_of(theme) for theme in lineage.themes},
    )


def labels_of(projects: Iterable[Project], today: date) -> Mapping[int, Labels]:
    """Give what each project is known by, in one query for all; a project may be missing."""
    mine: dict[str, Any] = {"project__in": [project.pk for project in projects]}
    whose = {"project": F("project_id")}
    words = {"name": F("commitment__texts__sentence"), "language": F("commitment__texts__language")}
    serving = Serving.objects.standing().filter(commitment__agreement__in=Agreement.objects.public(), **mine)
    rows = _rows(
        Project.districts.through.objects.filter(**mine).values_list(
            *_columns("district", key=F("area__slug"), name=F("area__name"), **whose)
        ),
        Project.partners.through.objects.filter(**mine).values_list(
            *_columns("partner", key=F("partner__key"), name=F("partner__name"), **whose)
        ),
        Project.themes.through.objects.filter(**mine).values_list(
            *_columns("under", ident=F("theme_id"), **whose)
        ),
        serving.values_list(*_columns("commitment", key=F("commitment__key"), **whose, **words)),
        *_lineage(),
    )
    lineage, known = _Lineage.of(rows, today), _Known(rows)
    return {project: known.labels(project, lineage) for project in {row.project for row in rows} - {0}}


def unasked_themes(district: Area, today: date) -> list[Label]:
    """Give the themes of today that no public question of a district is under, in one query."""
    through = Question.themes.through.objects
    asked = through.filter(question__districts=district, question__status__in=PUBLIC)
    rows = _rows(asked.values_list(*_columns("under", ident=F("theme_id"))), *_lineage())
    lineage = _Lineage.of(rows, today)
    under = {row.ident for row in rows if row.kind == "under"} & lineage.themes.keys()
    known = {label.key for theme in under for label in lineage.today_of(theme)}
    today_first = dict(lineage.by_version())
    return [label for label in today_first.get("", []) if label.key not in known]


class _Row(NamedTuple):
    project: int
    kind: str
    ident: int
    key: str
    name: str | None
    language: str | None
    mark: str
    version: int


NUMBERS = ("project", "ident", "version")


def _columns(kind: str, **given: Any) -> list[Any]:
    """Give the columns of a row in their order; what is not given is empty."""
    given["kind"] = Value(kind)
    return [given.get(name, Value(0 if name in NUMBERS else "")) for name in _Row._fields]


def _rows(*queries: Any) -> list[_Row]:
    first, *others = queries
    return [_Row(*row) for row in first.union(*others)]


def _lineage() -> list[Any]:
    """Ask for the signed versions, their themes and how these went on."""
    signed = Agreement.objects.public()
    starts, ends = Cast("starts_on", TextField()), Cast("ends_on", TextField())
    follows = Coalesce("follows_id", Value(0))
    words = {"name": F("texts__name"), "language": F("texts__language")}
    themes = Theme.objects.filter(agreement__in=signed)
    steps = ThemeStep.objects.filter(old__agreement__in=signed, new__agreement__in=signed)
    return [
        signed.values_list(*_columns("version", ident=F("pk"), key=starts, name=ends, version=follows)),
        themes.values_list(
            *_columns("theme", ident=F("pk"), key=F("key"), mark=F("mark"), version=F("agreement"), **words)
        ),
        steps.values_list(*_columns("step", ident=F("old_id"), version=F("new_id"))),
    ]


def _preferred(rows: Iterable[_Row]) -> list[_Row]:
    """Put rows in the order of their names, those in the reader's language last, so that they win."""
    return sorted(rows, key=lambda row: (row.language == get_language(), (row.name or "").lower()))


class _Known:
    """Rows sorted out by the project that is known by them."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self.found: dict[tuple[int, str], dict[str, Label]] = {}
        self.under: dict[int, list[int]] = {}
        for row in _preferred(rows):
            if row.kind == "under":
                self.under.setdefault(row.project, []).append(row.ident)
                continue
            labels = self.found.setdefault((row.project, row.kind), {})
            labels.pop(row.key, None)
            labels[row.key] = Label(row.key, row.name or row.key, row.language or "")

    def named(self, project: int, kind: str) -> dict[str, Label]:
        return self.found.get((project, kind), {})

    def labels(self, project: int, lineage: "_Lineage") -> Labels:
        mine = [theme for theme in self.under.get(project, ()) if theme in lineage.themes]
        today = {label.key: label for theme in mine for label in lineage.today_of(theme)}
        return Labels(
            district=self.named(project, "district"),
            theme=dict(sorted(today.items(), key=lambda item: item[1].name.lower())),
            partner=self.named(project, "partner"),
            commitment=self.named(project, "commitment"),
            earlier=[lineage.earlier(theme) for theme in mine if lineage.newest(theme) != [theme]],
        )


@dataclass(frozen=True)
class _Lineage:
    """The signed versions, their themes, and how these went on."""

    versions: dict[int, Span]
    started: list[int]
    """Those that began by today, the oldest first."""
    standing: int | None
    themes: dict[int, Label]
    """By name."""
    version_of: dict[int, int]
    onward: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, rows: Iterable[_Row], today: date) -> Self:
        rows = _preferred(rows)
        versions = in_order(
            Span(
                row.ident,
                date.fromisoformat(row.key),
                date.fromisoformat(row.name or ""),
                row.version or None,
            )
            for row in rows
            if row.kind == "version"
        )
        words = [row for row in rows if row.kind == "theme"]
        themes = {
            row.ident: Label(row.key, row.name or row.key, row.language or "", row.mark) for row in words
        }
        return cls(
            versions={one.ident: one for one in versions},
            started=[one.ident for one in versions if one.starts_on <= today],
            standing=standing_on(versions, today),
            themes=dict(sorted(themes.items(), key=lambda item: (item[1].name.lower(), item[0]))),
            version_of={row.ident: row.version for row in words},
            onward=descendants((row.ident, row.version) for row in rows if row.kind == "step"),
        )

    def newest(self, theme: int) -> list[int]:
        return newest_of(theme, self.onward, self.version_of, self.started)

    def today_of(self, theme: int) -> list[Label]:
        return [self.themes[one] for one in self.newest(theme)]

    def keys_of(self, theme: int) -> frozenset[str]:
        """Give its own key and those of all that came of it."""
        came = self.onward.get(theme, frozenset()) & self.themes.keys()
        return frozenset(self.themes[one].key for one in (theme, *came))

    def earlier(self, theme: int) -> Earlier:
        began = self.versions[self.version_of[theme]].starts_on
        return Earlier(self.themes[theme], began.year, self.today_of(theme))

    def by_version(self) -> list[tuple[str, list[Label]]]:
        """Give themes by version, those that stand today first; a key that came back stands there once."""
        newest_first = [*self.versions][::-1]
        order = sorted(newest_first, key=lambda version: version != self.standing)
        seen: set[str] = set()
        found: list[tuple[str, list[Label]]] = []
        for version in order:
            mine = [label for theme, label in self.themes.items() if self.version_of[theme] == version]
            fresh = [label for label in mine if label.key not in seen]
            seen |= {label.key for label in fresh}
            span = self.versions[version]
            years = "" if version == self.standing else f"{span.starts_on.year}–{span.ends_on.year}"
            found += [(years, fresh)] if fresh else []
        return found

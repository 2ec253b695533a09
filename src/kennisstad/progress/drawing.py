# SPDX-License-Identifier: EUPL-1.2
"""An account as it is read, drawn from its frozen figures and introductions alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kennisstad.accounts.models import Role
from kennisstad.progress.account.shape import NO_THEME, Figures, Said, Theme, Total, said
from kennisstad.progress.account.summing import is_under
from kennisstad.progress.account.tables import day_in
from kennisstad.progress.account.telling import happened, promised, reached
from kennisstad.progress.models import Account, Verdict
from kennisstad.progress.state import State
from kennisstad.progress.wording import STATES
from kennisstad.projects.models import Status as ProjectStatus
from kennisstad.web.paper import pdf

ROWS_ON_A_PAGE = 25
ROWS_ON_PAPER = 50
"""Of each theme: 10,000 rows on paper take a minute and a gigabyte. The tables have all of them."""

FILLS = {
    State.NO_EVIDENCE: "#8b8672",
    State.UNDER_WAY: "#8a5a00",
    State.EVIDENCE: "#0b5a6b",
    State.REACHED: "#3e6b2f",
    State.OVERDUE: "#a6361f",
}
"""The tokens line, ochre, canal, moss and brick by day: paper knows no style sheet for drawings."""
ROLES = dict(Role.choices)


@dataclass(frozen=True)
class Made:
    """What is drawn: frozen figures, and what was said before them."""

    figures: Figures
    digest: str
    gathered_at: datetime | None = None
    """When the figures were frozen; nothing when they are not kept."""
    introductions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words by language, by the theme's key; an empty key is before the whole."""


@dataclass(frozen=True)
class Bar:
    """One part of a bar, in thousandths of the longest."""

    state: str
    number: int
    start: int
    width: int
    fill: str


@dataclass(frozen=True)
class Section:
    """What stands under one theme, or under none."""

    key: str
    name: Said
    introduction: Said | None
    sentences: Sequence[str]
    total: Total
    bars: Sequence[Bar]
    numbers: Sequence[int]
    """Of commitments in each state that occurs in the whole."""
    commitments: Sequence[Mapping[str, Any]]
    projects: Sequence[Mapping[str, Any]]
    results: Sequence[Mapping[str, Any]]
    districts: Sequence[Mapping[str, Any]]
    white_spots: Sequence[str]
    more_projects: int = 0
    more_results: int = 0


@dataclass(frozen=True)
class Document:
    """A whole account in one language."""

    name: Said
    first: date
    last: date
    gathered_at: datetime | None
    digest: str
    introduction: Said | None
    sentences: Sequence[str]
    total: Total
    white_spots: Sequence[str]
    sections: Sequence[Section]
    states: Sequence[tuple[str, str | Promise]]
    """The states that occur, with what they are called."""
    numbers: Sequence[int]


def made_of(account: Account) -> Made:
    """Give what is drawn of an account that is kept; two queries."""
    words = {
        one.theme: {text.language: text.words for text in one.texts.all()}
        for one in account.introductions.prefetch_related("texts")
    }
    return Made(cast("Figures", account.figures), account.digest, account.gathered_at, words)


def document(made: Made, *, most: int = ROWS_ON_A_PAGE) -> Document:
    """Draw an account in the language of now, with at most so many projects and results of each theme."""
    figures = made.figures
    totals = {total["theme"]: total for total in figures["totals"]}
    longest = max((total["commitments"] for key, total in totals.items() if key is not None), default=0)
    themes: list[Theme] = [*figures["themes"], {"key": NO_THEME, "mark": "", "name": {}}]
    whole = totals[None]
    drawing = _Drawing(made, most, longest)
    return Document(
        name=drawing.said(figures["agreement"]["name"]),
        first=date.fromisoformat(figures["starts_on"]),
        last=date.fromisoformat(figures["ends_on"]),
        gathered_at=made.gathered_at,
        digest=made.digest,
        introduction=drawing.introduction(""),
        sentences=[promised(whole), happened(whole), reached(whole)],
        total=whole,
        white_spots=drawing.white_spots(whole),
        sections=[
            drawing.section(theme, totals[theme["key"]])
            for theme in themes
            if theme["key"] or not _is_empty(totals[NO_THEME])
        ],
        states=[(state.value, STATES[state]) for state in drawing.states],
        numbers=drawing.numbers(whole),
    )


class _Drawing:
    def __init__(self, made: Made, most: int, longest: int) -> None:
        self.figures, self.introductions, self.most = made.figures, made.introductions, most
        self.longest, self.language = longest, get_language() or settings.LANGUAGE_CODE
        self.district = {one["code"]: one["name"] for one in made.figures["districts"]}
        self.no_theme = Said(_("Without a theme"), self.language)
        self.statuses = dict(ProjectStatus.choices)
        self.states = [state for state in State if state in made.figures["totals"][-1]["states"]]

    def said(self, words: Mapping[str, str]) -> Said:
        return said(words, self.language)

    def white_spots(self, total: Total) -> list[str]:
        return [self.district[code] for code in total["white_spots"]]

    def numbers(self, total: Total) -> list[int]:
        return [total["states"].get(state, 0) for state in self.states]

    def introduction(self, theme: str) -> Said | None:
        words = self.introductions.get(theme or "", {})
        # Without a theme nothing is introduced: the empty key is the whole.
        return self.said(words) if words else None

    def section(self, theme: Theme, total: Total) -> Section:
        key = theme["key"]
        projects, results = self.under("projects", key), self.under("results", key)
        return Section(
            key=key,
            name=self.said(theme["name"]) if key else self.no_theme,
            introduction=self.introduction(key) if key else None,
            sentences=[promised(total), happened(total), reached(total)],
            total=total,
            bars=self._bars(total),
            numbers=self.numbers(total),
            commitments=[self._commitment(one) for one in self.under("commitments", key)],
            projects=[self.project(one) for one in projects[: self.most]],
            results=[self._result(one) for one in results[: self.most]],
            districts=[{**one, "name": self.district[one["code"]]} for one in total["reached"]],
            # What has no theme leaves no spot white.
            white_spots=self.white_spots(total) if key else [],
            more_projects=max(len(projects) - self.most, 0),
            more_results=max(len(results) - self.most, 0),
        )

    def under(self, kind: str, theme: str) -> list[Mapping[str, Any]]:
        rows: Iterable[Mapping[str, Any]] = self.figures[kind]  # type: ignore[literal-required]
        return [one for one in rows if is_under(one["themes"], theme)]

    def _bars(self, total: Total) -> list[Bar]:
        bars, start = [], 0
        for state in State:
            if number := total["states"].get(state, 0):
                width = round(1000 * (number / self.longest))
                bars.append(Bar(state.value, number, start, width, FILLS[state]))
                start += width
        return bars

    def _commitment(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            **one,
            "said": self.said(one["sentence"]),
            "label": STATES[State(one["state"])],
            "due": day_in(one["due_on"]),
            "verdict": self._verdict(one["assessment"]) if one["assessment"] else None,
            "figures": [self._figure(figure) for figure in one["figures"]],
            "budget": _budget(one["budget"]) if one["budget"] else None,
        }

    def _verdict(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "label": Verdict(one["verdict"]).label,
            "spoken_as": ROLES.get(one["role"], one["role"]),
            "day": day_in(one["on"]),
            "why": self.said(one["because"]),
        }

    def _figure(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        days = {"measured": day_in(one["measured_on"]), "entered": day_in(one["entered_on"])}
        return {**one, **days, "how": self.said(one["definition"])}

    def project(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            **one,
            "said": self.said(one["title"]),
            "label": self.statuses[one["status"]],
            "first": day_in(one["starts_on"]),
        }

    def _result(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**one, "said": self.said(one["title"]), "day": day_in(one["handed_over_on"])}


@dataclass(frozen=True)
class ProjectList:
    """All projects under one theme, and what draws one of them."""

    name: Said
    rows: Sequence[Mapping[str, Any]]
    draw: Callable[[Mapping[str, Any]], Mapping[str, Any]]


def projects_of(made: Made, theme: str) -> ProjectList | None:
    """Give the projects under a theme, by its key, or by `none`; nothing for another."""
    drawing, key = _Drawing(made, 0, 0), NO_THEME if theme == "none" else theme
    names = {one["key"]: drawing.said(one["name"]) for one in made.figures["themes"]}
    names.setdefault(NO_THEME, drawing.no_theme)
    return ProjectList(names[key], drawing.under("projects", key), drawing.project) if key in names else None


def paper(made: Made, *, language: str) -> bytes:
    """Make the tagged PDF of an account; the same account gives the same bytes.

    Raises:
        NoPaper: Pango is not on this machine.
    """
    with override(language):
        drawn = document(made, most=ROWS_ON_PAPER)
        return pdf(render_to_string("progress/account_paper.html", {"account": drawn, "language": language}))


def _budget(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**one, "first": day_in(one["starts_on"]), "last": day_in(one["ends_on"])}


def _is_empty(total: Total) -> bool:
    counted = ("commitments", "projects", "results", "givings", "questions")
    return not any(total[name] for name in counted)  # type: ignore[literal-required]

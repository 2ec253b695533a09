# SPDX-License-Identifier: EUPL-1.2
"""Read the themes of the partnership: what they are about, what came of them, what is done under them now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Count, Model, Q, QuerySet, Subquery, Value

from kennisstad.agreement.models import Agreement, Commitment, Theme, ThemeStep
from kennisstad.agreement.queries import standing_among
from kennisstad.agreement.versions import descendants
from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.projects.models import Project, Result
from kennisstad.web.moments import Moment
from kennisstad.website.agenda import coming
from kennisstad.website.models import ThemeIntroduction

R = TypeVar("R", bound=Model)
SHOWN = 3
"""How many of each a theme's page shows before it refers to the whole list."""


@dataclass(frozen=True)
class Line:
    """A theme as it stood in the newest version that has it, with where it goes on and where it came from."""

    theme: Theme
    stands: bool
    """It is in the version that stands today."""
    became: list[Theme]
    was: list[Theme]


class Themes:
    """All themes of signed versions; two queries."""

    def __init__(self, today: date) -> None:
        signed = Agreement.objects.public()
        found = with_texts(Theme.objects.filter(agreement__in=signed).in_order().select_related("agreement"))
        self._by_number = {theme.pk: theme for theme in found}
        steps = ThemeStep.objects.filter(old__agreement__in=signed, new__agreement__in=signed)
        self._steps = [(old, new) for old, new in steps.values_list("old", "new") if new is not None]
        self._standing = standing_among(found, today)

    def lines(self) -> list[Line]:
        """Give each key once, those that stand today first, then the newest."""
        newest: dict[str, Theme] = {}
        for theme in sorted(self._by_number.values(), key=lambda one: one.agreement.starts_on):
            newest[theme.key] = theme
        lines = [self._line(theme) for theme in newest.values()]
        return sorted(lines, key=_newest_first)

    def called(self, key: str) -> Line | None:
        return next((line for line in self.lines() if line.theme.key == key), None)

    def found_under(self, key: str) -> list[int]:
        """Give the themes, by number, whose records are found under a key: its own, and what went into it."""
        called = {pk for pk, theme in self._by_number.items() if theme.key == key}
        later = descendants(self._steps)
        return sorted(called | {old for old, into in later.items() if into & called})

    def _line(self, theme: Theme) -> Line:
        same = {pk for pk, one in self._by_number.items() if one.key == theme.key}
        became = {new for old, new in self._steps if old == theme.pk} - same
        was = {old for old, new in self._steps if new in same} - same
        return Line(theme, theme.agreement_id == self._standing, self._named(became), self._named(was))

    def _named(self, numbers: Iterable[int]) -> list[Theme]:
        """Give these themes in order, a key once."""
        found = {self._by_number[pk].key: self._by_number[pk] for pk in sorted(numbers)}
        return sorted(found.values(), key=lambda one: (one.place, one.pk))


def _newest_first(line: Line) -> tuple[bool, int, int]:
    return not line.stands, -line.theme.agreement.starts_on.toordinal(), line.theme.place


@dataclass(frozen=True)
class Some(Generic[R]):
    """The newest few of many."""

    shown: list[R]
    total: int


def some(records: QuerySet[R]) -> Some[R]:
    """Read the first few of these and how many there are, in one query."""
    number = records.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    counted: QuerySet[Any] = records.annotate(number=Subquery(number))
    shown: list[Any] = with_texts(counted, first=SHOWN)
    return Some(shown, shown[0].number if shown else 0)


@dataclass(frozen=True)
class WholeTheme:
    line: Line
    introduction: ThemeIntroduction | None
    asked: Some[Question]
    under_way: Some[Project]
    handed_over: Some[Result]
    commitments: list[Commitment]
    moments: list[Moment]


def theme(key: str, today: date) -> WholeTheme | None:
    """Read a theme with what is done under it, or nothing when no signed version has it.

    Seven queries, and those of the agenda.
    """
    themes = Themes(today)
    line = themes.called(key)
    if line is None:
        return None
    under = Q(themes__in=themes.found_under(key))
    # A record under two of these themes is one record.
    asked = Question.objects.public().whole().filter(pk__in=Question.objects.filter(under).values("pk"))
    own = Project.objects.filter(under).values("pk")
    running = Project.objects.under_way().filter(pk__in=own).select_related("carrier")
    results = Result.objects.filter(project__in=own).select_related("project__carrier")
    return WholeTheme(
        line=line,
        introduction=next(iter(with_texts(ThemeIntroduction.objects.filter(key=key))), None),
        asked=some(asked.newest()),
        under_way=some(running.newest()),
        handed_over=some(results.newest()),
        commitments=with_texts(Commitment.objects.filter(theme=line.theme).order_by("place", "pk")),
        moments=coming(today, theme=key)[:SHOWN],
    )

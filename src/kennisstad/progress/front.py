# SPDX-License-Identifier: EUPL-1.2
"""How the agreements came about, year by year, and how far their themes are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kennisstad.agreement.models import Agreement, Commitment, Fact, Kind, Theme
from kennisstad.languages.reading import with_texts
from kennisstad.progress.charts import Bar, bars
from kennisstad.progress.models import Account
from kennisstad.progress.queries import standings
from kennisstad.progress.reading import Versions, parties_of
from kennisstad.progress.state import State
from kennisstad.progress.wording import STATES, in_full


@dataclass(frozen=True)
class Event:
    on: date
    words: str
    language: str = ""
    """Of the words, where a fact has them in one language only."""
    source: str = ""
    address: str = ""
    shows_day: bool = True
    """A fact says its own day in words, as exactly as its source does."""


def timeline_of(versions: Versions, today: date) -> list[tuple[int, list[Event]]]:
    """Tell what happened, year by year, oldest first; three queries."""
    events = [*_facts(), *_of_versions(versions.signed), *_of_parties(versions), *_of_accounts()]
    past = sorted((one for one in events if one.on <= today), key=lambda one: one.on)
    return [(year, list(told)) for year, told in groupby(past, key=lambda one: one.on.year)]


def _facts() -> Iterator[Event]:
    told = Fact.objects.filter(agreement__in=Agreement.objects.public(), on__isnull=False, followed=True)
    for fact in with_texts(told.order_by("on", "pk")):
        text = fact.text
        if fact.on and text:
            yield Event(fact.on, text.statement, text.language, source=fact.source, shows_day=False)


def _of_versions(signed: Iterable[Agreement]) -> Iterator[Event]:
    for one in signed:
        address, words = reverse("progress:version", args=[one.key]), {"name": str(one)}
        if one.signed_on:
            yield Event(one.signed_on, _("Signed: %(name)s.") % words, address=address)
        if one.kind == Kind.AMENDMENT:
            yield Event(one.starts_on, _("The agreement was amended: %(name)s.") % words, address=address)
        else:
            yield Event(one.starts_on, _("From this day stands: %(name)s.") % words, address=address)


def _of_parties(versions: Versions) -> Iterator[Event]:
    """Tell who joined after the start and who left before the end."""
    parties = parties_of(versions.signed)
    for agreement in versions.signed:
        for part in parties[agreement.pk]:
            address, words = reverse("website:partner", args=[part.key]), {"party": part.name}
            if part.joined_on > agreement.starts_on:
                yield Event(part.joined_on, _("%(party)s joined.") % words, address=address)
            if part.left_on and part.left_on < versions.last_day_of(agreement):
                yield Event(part.left_on, _("%(party)s left.") % words, address=address)


def _of_accounts() -> Iterator[Event]:
    for account in Account.objects.public().order_by("published_at", "pk"):
        if account.published_at:
            words = {"from": in_full(account.starts_on), "to": in_full(account.ends_on)}
            told = _("The account of %(from)s to %(to)s was published.") % words
            address = reverse("progress:account", args=[account.pk])
            yield Event(localdate(account.published_at), told, address=address)


@dataclass(frozen=True)
class Row:
    """One bar with the state that it counts."""

    state: State
    name: str
    bar: Bar


@dataclass(frozen=True)
class ThemeProgress:
    theme: Theme | None
    """Nothing for commitments of no theme."""
    total: int
    rows: list[Row]


def progress_by_theme(agreement: Agreement, today: date) -> list[ThemeProgress]:
    """Count where the commitments of a version stand, theme by theme; four queries."""
    commitments = list(Commitment.objects.filter(agreement=agreement).select_related("agreement"))
    stood = standings(commitments, today)
    counts: dict[int | None, dict[State, int]] = {}
    for one in commitments:
        counted = counts.setdefault(one.theme_id, dict.fromkeys(STATES, 0))
        counted[stood[one.pk].state] += 1
    most = max((max(counted.values()) for counted in counts.values()), default=0)
    themes: list[Theme | None] = [*with_texts(Theme.objects.filter(agreement=agreement).in_order())]
    themes += [None] if None in counts else []
    return [_progress(theme, counts.get(theme.pk if theme else None, {}), most) for theme in themes]


def _progress(theme: Theme | None, counted: dict[State, int], most: int) -> ThemeProgress:
    numbers = {str(state): counted.get(state, 0) for state in STATES}
    rows = [Row(State(bar.key), str(STATES[State(bar.key)]), bar) for bar in bars(numbers, most)]
    return ThemeProgress(theme, sum(numbers.values()), rows)

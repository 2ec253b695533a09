# SPDX-License-Identifier: EUPL-1.2
"""Until when a question can come in, institution by institution and block by block."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language

from kennisstad.citylab.fit_reader import in_language
from kennisstad.education.calendar.window import Window
from kennisstad.partners.models import Partner


@dataclass(frozen=True)
class Taker:
    """One course that takes questions for a block, until this day."""

    last_day: date
    name: str
    language: str
    is_full: bool
    """All its teams have a question."""


@dataclass(frozen=True)
class Block:
    """The courses of one institution that begin in the same month."""

    starts: date
    expected: bool
    takers: list[Taker]
    """The one that closes first stands first."""

    @property
    def first_day(self) -> date:
        """When the first of its courses closes."""
        return self.takers[0].last_day

    @property
    def last_day(self) -> date:
        """When the last of its courses closes."""
        return self.takers[-1].last_day


@dataclass(frozen=True)
class Institution:
    key: str
    name: str
    blocks: list[Block]
    """In the order in which they begin."""

    @property
    def published(self) -> list[Block]:
        return [block for block in self.blocks if not block.expected]

    @property
    def foretold(self) -> list[Block]:
        return [block for block in self.blocks if block.expected]


def of_institutions(windows: Iterable[Window], *, today: date) -> list[Institution]:
    """Order the last days that are still to come; the institution that closes first stands first.

    Cost: one query.
    """
    to_come = [window for window in windows if window.closes is not None and window.closes >= today]
    keys = Partner.objects.in_bulk({window.institution_id for window in to_come})
    to_come.sort(key=lambda window: window.institution_id)
    found = [
        Institution(keys[ident].key, keys[ident].name, _blocks(of_one))
        for ident, of_one in groupby(to_come, lambda window: window.institution_id)
    ]
    return sorted(found, key=lambda one: (min(block.first_day for block in one.blocks), one.name))


def _blocks(windows: Iterable[Window]) -> list[Block]:
    ordered = sorted(windows, key=_month)
    return [
        Block(date(year, month, 1), expected, _takers(of_block))
        for (year, month, expected), of_block in groupby(ordered, _month)
    ]


def _month(window: Window) -> tuple[int, int, bool]:
    return window.starts.year, window.starts.month, window.expected


def _takers(windows: Iterable[Window]) -> list[Taker]:
    found = [
        Taker(
            last_day=window.closes,
            name=in_language(window.course),
            language=_language_of(window.course),
            is_full=window.teams_left == 0,
        )
        for window in windows
        if window.closes is not None
    ]
    return sorted(found, key=lambda taker: (taker.last_day, taker.name))


def _language_of(texts: Mapping[str, str]) -> str:
    """Say in which language `in_language` gives these words."""
    own = get_language() or ""
    return own if own in texts else next(iter(texts), "")

# SPDX-License-Identifier: EUPL-1.2
"""Why is this candidate here? Facts that a person can check; the words for them come elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kennisstad.citylab.matching.features import Asked, Candidate, Window, is_too_late

SHOWN_WORDS = 5


class Fact(StrEnum):
    SHARES = "shares"
    WINDOW_OPEN = "window-open"
    WINDOW_LATER = "window-later"
    WINDOW_CLOSED = "window-closed"
    WINDOW_UNKNOWN = "window-unknown"
    LEVEL = "level"
    TEAMS = "teams"
    SAME_PLACE = "same-place"
    TOO_LATE = "too-late"


@dataclass(frozen=True, slots=True)
class Reason:
    fact: Fact
    words: tuple[str, ...] = ()
    on: date | None = None
    number: int | None = None

    @property
    def is_against(self) -> bool:
        return self.fact in (Fact.WINDOW_CLOSED, Fact.TOO_LATE)


_WINDOW = {
    Window.OPEN: Fact.WINDOW_OPEN,
    Window.LATER: Fact.WINDOW_LATER,
    Window.CLOSED: Fact.WINDOW_CLOSED,
    Window.UNKNOWN: Fact.WINDOW_UNKNOWN,
}


def reasons(asked: Asked, candidate: Candidate, shared: Sequence[str]) -> list[Reason]:
    """Give what speaks for and against a candidate, the shared words first.

    Args:
        shared: words that both texts have, most telling first.
    """
    said = []
    if shared:
        said.append(Reason(Fact.SHARES, words=tuple(shared[:SHOWN_WORDS])))
    if candidate.window is not None:
        period = (candidate.period,) if candidate.period else ()
        said.append(Reason(_WINDOW[candidate.window], words=period, on=candidate.window_on))
    if candidate.level:
        said.append(Reason(Fact.LEVEL, words=(candidate.level,)))
    if candidate.teams:
        said.append(Reason(Fact.TEAMS, number=candidate.teams))
    if asked.districts & candidate.districts:
        said.append(Reason(Fact.SAME_PLACE))
    if is_too_late(asked, candidate):
        said.append(Reason(Fact.TOO_LATE, on=candidate.ready_on))
    return said

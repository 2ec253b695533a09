# SPDX-License-Identifier: EUPL-1.2
"""Which version stood on a day, and where its themes went on: plain data, no database."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A version with its period and the version it follows."""

    ident: int
    starts_on: date
    ends_on: date
    follows: int | None = None


class Circle(ValueError):
    """A version follows, by way of others, itself."""


def standing_on(versions: Iterable[Span], day: date) -> int | None:
    """Give the one version that stood on a day, or nothing.

    A version stands from its first day to its last, and ends early on the day before its follower starts.
    """
    last: Span | None = None
    for version in in_order(versions):
        if version.starts_on <= day:
            last = version
    return last.ident if last and day <= last.ends_on else None


def in_order(versions: Iterable[Span]) -> list[Span]:
    """Put versions in the order in which they follow each other; those of no chain by their first day.

    Raises:
        Circle: a version follows itself by way of others.
    """
    known = {version.ident: version for version in versions}
    depths: dict[int, int] = {}
    for ident in known:
        _depth(ident, known, depths)
    return sorted(known.values(), key=lambda one: (depths[one.ident], one.starts_on, one.ident))


def _depth(ident: int, known: Mapping[int, Span], depths: dict[int, int]) -> int:
    road: list[int] = []
    here: int | None = ident
    while here is not None and here in known and here not in depths:
        if here in road:
            raise Circle(f"Version {here} follows itself.")
        road.append(here)
        here = known[here].follows
    below = depths.get(here, -1) if here is not None else -1
    for step, one in enumerate(reversed(road), start=1):
        depths[one] = below + step
    return depths[ident]


def descendants(steps: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Give for each theme that goes on all themes that came of it, over all later versions.

    Args:
        steps: pairs of an old theme and the new one that it goes on as.
    Cost: the product of themes and steps; a city has a few dozen of both.
    """
    onward: dict[int, set[int]] = {}
    for old, new in steps:
        onward.setdefault(old, set()).add(new)
    return {old: frozenset(_reached(old, onward)) for old in onward}


def _reached(theme: int, onward: Mapping[int, Set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [theme]
    while waiting:
        for new in onward.get(waiting.pop(), ()):
            if new not in found:
                found.add(new)
                waiting.append(new)
    return found


def newest_of(
    theme: int, onward: Mapping[int, Set[int]], version_of: Mapping[int, int], order: Sequence[int]
) -> list[int]:
    """Give the themes that a theme is called by in the newest version to which it came.

    Args:
        onward: by theme, all that came of it; see `descendants`.
        version_of: the version of each theme.
        order: versions, the oldest first; what is left out, such as a version still to come, does not count.
    Returns:
        Themes of one version; only the theme itself when nothing came of it.
    """
    place = {version: number for number, version in enumerate(order)}
    known = {one for one in (theme, *onward.get(theme, ())) if version_of.get(one) in place}
    if not known:
        return [theme]
    newest = max(place[version_of[one]] for one in known)
    return sorted(one for one in known if place[version_of[one]] == newest)

# SPDX-License-Identifier: EUPL-1.2
"""How long somebody took part in one agreement after another: plain data, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kennisstad.agreement.versions import Span, in_order, standing_on

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """Somebody's part in one version."""

    version: int
    joined_on: date
    left_on: date | None
    """The last day of it; nothing when it lasts as long as the version."""


@dataclass(frozen=True)
class Stretch:
    """Days on end on which somebody took part."""

    first: date
    last: date | None
    """Nothing while it lasts."""


def stretches(parts: Iterable[Part], versions: Iterable[Span], today: date) -> list[Stretch]:
    """Put parts in versions that follow each other together, the oldest first.

    A part that begins after today is left out; that of the version that stands lasts, unless it was ended.
    """
    versions = in_order(versions)
    last_days, standing = _last_days(versions, today), standing_on(versions, today)
    begun = [part for part in parts if part.joined_on <= today and part.version in last_days]
    found: list[Stretch] = []
    for part in sorted(begun, key=lambda part: (part.joined_on, part.version)):
        last = _last(part, last_days[part.version], lasts=part.version == standing, today=today)
        if last is not None and last < part.joined_on:
            continue
        before = found[-1] if found else None
        if before is None or (before.last is not None and before.last + DAY < part.joined_on):
            found.append(Stretch(part.joined_on, last))
        else:
            ends = None if before.last is None or last is None else max(before.last, last)
            found[-1] = Stretch(before.first, ends)
    return found


def _last(part: Part, ends: date, *, lasts: bool, today: date) -> date | None:
    if part.left_on is not None and (not lasts or part.left_on < today):
        return min(part.left_on, ends)
    return None if lasts else ends


def _last_days(versions: Iterable[Span], today: date) -> Mapping[int, date]:
    """Give the last day on which each version that has begun stood: it ends early before its follower."""
    begun = [version for version in versions if version.starts_on <= today]
    found = {version.ident: version.ends_on for version in begun}
    for version, follower in pairwise(begun):
        found[version.ident] = min(version.ends_on, follower.starts_on - DAY)
    return found

# SPDX-License-Identifier: EUPL-1.2
"""The same course is not first for everything when others are nearly as good."""

from collections.abc import Mapping, Sequence

NEAR = 0.03
"""Scores that lie no further apart are as good as the same."""


def spread(
    ranked: Sequence[tuple[str, float]], *, load: Mapping[str, int], near: float = NEAR
) -> list[tuple[str, float]]:
    """Let the least asked go first among those that fit nearly as well.

    A group of near ties begins with the best that is left and holds all within `near` of it, so nobody comes
    after a candidate that is worse by more than `near`, and without any load the order stays.

    Args:
        ranked: ids with their scores, best first.
        load: how often each was asked of late; who is left out was not.
    """
    placed: list[tuple[str, float]] = []
    rest = list(ranked)
    while rest:
        group = [pair for pair in rest if rest[0][1] - pair[1] <= near]
        placed += sorted(group, key=lambda pair: load.get(pair[0], 0))
        rest = rest[len(group) :]
    return placed

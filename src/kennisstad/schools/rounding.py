# SPDX-License-Identifier: EUPL-1.2
"""Numbers of pupils that point at nobody. Plain Python."""

SMALL, STEP = 5, 5
"""Fewer than so many are not told apart; from there on, by steps."""


def rounded(pupils: int) -> int | None:
    """Round pupils to the nearest five; nothing for a number so small that it could point at some."""
    if pupils == 0:
        return 0
    return None if pupils < SMALL else (pupils + STEP // 2) // STEP * STEP

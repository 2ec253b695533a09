# SPDX-License-Identifier: EUPL-1.2
"""Bars side by side: numbers in, places on a drawing out."""

from collections.abc import Mapping
from dataclasses import dataclass

ROW, BAR = 28, 16
"""How high a row is, and the bar in it, in units of the drawing."""
LABELS, WIDEST = 150, 170
"""How much room the words before the bars have, and the longest bar."""


@dataclass(frozen=True)
class Bar:
    key: str
    number: int
    width: float
    y: int
    """Of the top of the bar."""

    @property
    def words_y(self) -> int:
        return self.y + BAR - 3

    @property
    def number_x(self) -> float:
        return LABELS + self.width + 6


def bars(numbers: Mapping[str, int], most: int) -> list[Bar]:
    """Draw numbers as bars under each other, as long as their part of `most`; 0 has no length."""
    return [
        Bar(key, number, round(WIDEST * number / most, 2) if most else 0.0, row * ROW + (ROW - BAR) // 2)
        for row, (key, number) in enumerate(numbers.items())
    ]

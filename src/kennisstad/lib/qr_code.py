# SPDX-License-Identifier: EUPL-1.2
"""An address as a QR code, drawn as one SVG path in whole units."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Modules of white around a code, without which readers do not find it (ISO/IEC 18004)."""


@dataclass(frozen=True)
class QRCode:
    """A code to draw on white."""

    size: int
    """Of its sides in modules, the white around it included."""
    path: str
    """The `d` of an SVG path: the dark modules, one unit each."""

    @property
    def view_box(self) -> str:
        return f"0 0 {self.size} {self.size}"


def qr_code(text: str) -> QRCode:
    """Draw a text as a code that stays readable with a quarter of it damaged."""
    made = segno.make(text, error="q", micro=False)
    rows = [list(row) for row in made.matrix]
    runs = [
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _dark_runs(row)
    ]
    return QRCode(len(rows) + 2 * QUIET, "".join(runs))


def _dark_runs(row: list[int]) -> list[tuple[int, int]]:
    """Give where dark modules begin in a row, and how many there are."""
    found, x = [], 0
    for dark, modules in groupby(row, key=bool):
        length = len(list(modules))
        if dark:
            found.append((x, length))
        x += length
    return found

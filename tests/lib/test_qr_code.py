# SPDX-License-Identifier: EUPL-1.2
import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.lib.qr_code import QUIET, qr_code

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def dark_modules(path: str) -> set[tuple[int, int]]:
    """Read a path back as the modules it fills."""
    assert RUN.sub("", path) == ""
    return {(int(x) + n, int(y)) for x, y, length, _ in RUN.findall(path) for n in range(int(length))}


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_a_path_fills_the_dark_modules_and_no_others(text: str) -> None:
    found = qr_code(text)

    matrix = segno.make(text, error="q", micro=False).matrix
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert dark_modules(found.path) == dark
    assert found.size == len(matrix) + 2 * QUIET
    assert found.view_box == f"0 0 {found.size} {found.size}"

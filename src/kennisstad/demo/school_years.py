# SPDX-License-Identifier: EUPL-1.2
"""Move the example's academic calendar by whole years, so that it is about the year we live in."""

import re
from datetime import date
from typing import Any

FIRST_YEAR = 2026
"""The academic year with which the example's courses begin."""
SUMMER_ENDS = 9
"""The month in which an academic year begins."""

_DAY = re.compile(r"(\d{4})(-\d\d-\d\d)(T.+)?")
_ACADEMIC_YEAR = re.compile(r"\b(20\d\d)-(20\d\d)\b")


def years_to_move(today: date) -> int:
    """Give how many years lie between the example's first academic year and the one of this day."""
    begun = today.year if today.month >= SUMMER_ENDS else today.year - 1
    return begun - FIRST_YEAR


def moved(said: Any, years: int) -> Any:
    """Move every day, time and academic year in what was read from JSON; the rest stays as it is."""
    if not years:
        return said
    if isinstance(said, dict):
        return {key: moved(value, years) for key, value in said.items()}
    if isinstance(said, list):
        return [moved(value, years) for value in said]
    return _moved_text(said, years) if isinstance(said, str) else said


def _moved_text(text: str, years: int) -> str:
    if found := _DAY.fullmatch(text):
        day = "-02-28" if found[2] == "-02-29" else found[2]
        return f"{int(found[1]) + years}{day}{found[3] or ''}"
    return _ACADEMIC_YEAR.sub(lambda found: _moved_year(found, years), text)


def _moved_year(found: re.Match[str], years: int) -> str:
    first, second = int(found[1]), int(found[2])
    return f"{first + years}-{second + years}" if second == first + 1 else found[0]

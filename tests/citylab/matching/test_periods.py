# SPDX-License-Identifier: EUPL-1.2
"""Of the times that a course is given, the one that could take a question first."""

from datetime import date

import pytest

from kennisstad.citylab.matching.periods import Period, best_period

TODAY = date(2026, 11, 23)


def period(number, opens=None, closes=None, *, ends=date(2027, 6, 30), **fields):
    return Period(number, opens, closes, date(2026, 9, 1), ends, **fields)


OPEN = period(1, date(2026, 11, 1), date(2026, 12, 31))
CLOSES_FIRST = period(2, date(2026, 11, 1), date(2026, 12, 1))
LATER = period(3, date(2027, 2, 1), date(2027, 3, 1))
UNKNOWN = period(4)
FULL = period(5, date(2026, 11, 1), date(2026, 11, 30), teams=2, taken=2)
OVER, OVER_LONG = (
    period(6, date(2026, 9, 1), date(2026, 11, 22)),
    period(7, date(2025, 9, 1), date(2025, 10, 1)),
)


@pytest.mark.parametrize(
    ("best", "others"),
    [
        (CLOSES_FIRST, [OPEN, LATER, UNKNOWN, FULL, OVER]),
        (LATER, [FULL, UNKNOWN, OVER]),
        (UNKNOWN, [FULL, OVER]),
        (FULL, [OVER, OVER_LONG]),
        (OVER, [OVER_LONG]),
    ],
)
def test_the_best_period(best, others):
    assert best_period([*others, best], TODAY) == best
    assert best_period([best, *others[::-1]], TODAY) == best

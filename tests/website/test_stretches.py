# SPDX-License-Identifier: EUPL-1.2
"""When somebody was a party: parts in versions that follow each other are one stretch."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.agreement.versions import Span
from kennisstad.website.stretches import DAY, Part, Stretch, stretches
from kennisstad.website.wording import taking_part

FIRST = Span(1, date(2012, 1, 1), date(2017, 12, 31))
SECOND = Span(2, date(2017, 7, 1), date(2022, 12, 31), follows=1)
THIRD = Span(3, date(2023, 1, 1), date(2027, 12, 31), follows=2)
VERSIONS = [THIRD, FIRST, SECOND]
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        ([Part(3, date(2023, 1, 1), None)], "since 2023"),
        ([Part(2, date(2017, 7, 1), None), Part(3, date(2023, 1, 1), None)], "since 2017"),
        ([Part(1, date(2012, 1, 1), None), Part(2, date(2017, 7, 1), None)], "from 2012 to 2022"),
        ([Part(1, date(2012, 1, 1), None)], "from 2012 to 2017"),
        (
            [Part(1, date(2012, 1, 1), None), Part(3, date(2024, 1, 1), None)],
            "from 2012 to 2017 and since 2024",
        ),
        (
            [Part(2, date(2020, 1, 1), date(2020, 6, 1)), Part(3, date(2023, 1, 1), None)],
            "in 2020 and since 2023",
        ),
        ([Part(3, date(2023, 1, 1), date(2025, 1, 1))], "from 2023 to 2025"),
        ([Part(3, date(2023, 1, 1), date(2027, 1, 1))], "since 2023"),
        ([Part(3, date(2027, 1, 1), None)], ""),
    ],
)
def test_parts_are_told_as_years(parts, said):
    with override("en"):
        told = taking_part(stretches(parts, VERSIONS, TODAY))

    assert told == (f"Party to the agreement {said}." if said else "")


def test_a_version_ends_on_the_day_before_its_follower():
    assert stretches([Part(1, date(2012, 1, 1), None)], VERSIONS, TODAY) == [
        Stretch(date(2012, 1, 1), date(2017, 6, 30))
    ]


DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))


@given(st.lists(st.builds(Part, st.sampled_from([1, 2, 3, 4]), DAYS, st.none() | DAYS)), DAYS)
def test_stretches_are_in_order_with_a_day_between_them_and_begin_by_today(parts, today):
    found = stretches(parts, VERSIONS, today)

    assert all(one.first <= today and (one.last is None or one.first <= one.last) for one in found)
    for before, after in pairwise(found):
        assert before.last is not None
        assert before.last + DAY < after.first

# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given

from kennisstad.education.calendar.foretelling import foretell
from kennisstad.education.calendar.shifting import a_year_later
from kennisstad.education.calendar.terms import Flaw, Wrong, by_year, check, days_off, overlaps
from kennisstad.education.calendar.years import Origin, Year, with_expected
from tests.education.calendar.making import BLOCK, EXCEPTION, HOLIDAY, SEMESTER, YEAR, term, years


def test_a_school_year_that_is_as_it_should_be_has_no_flaw():
    assert check(YEAR, 2026) == []


@pytest.mark.parametrize(
    ("terms", "flaws"),
    [
        ([], [Flaw(Wrong.EMPTY)]),
        ([term(BLOCK, "2026-10-23", "2026-09-07", line=2)], [Flaw(Wrong.BACKWARDS, 2)]),
        ([term(BLOCK, "2026-09-07", "2027-09-09", line=2)], [Flaw(Wrong.TOO_LONG, 2)]),
        ([term(BLOCK, "1926-09-07", "1926-10-09", line=2)], [Flaw(Wrong.FAR, 2)]),
        ([term(BLOCK, "2026-07-31", "2026-10-09", line=2)], [Flaw(Wrong.OUTSIDE, 2, year=2026)]),
        ([term(BLOCK, "2027-08-01", "2027-10-09", line=2)], [Flaw(Wrong.OUTSIDE, 2, year=2026)]),
        ([term(BLOCK, "2026-09-07", name="x" * 141, line=2)], [Flaw(Wrong.LONG_NAME, 2, words=("140",))]),
        (
            [term(BLOCK, "2026-09-07", "2026-10-23", line=2), term(BLOCK, "2026-10-23", line=3)],
            [Flaw(Wrong.OVERLAP, 3, 2, words=(BLOCK,))],
        ),
        (
            # The second is over before the third begins, the first is not.
            [
                term(BLOCK, "2026-09-07", "2026-12-23", line=2),
                term(BLOCK, "2026-09-08", "2026-09-09", line=3),
                term(BLOCK, "2026-12-01", "2026-12-24", line=4),
            ],
            [Flaw(Wrong.OVERLAP, 3, 2, words=(BLOCK,)), Flaw(Wrong.OVERLAP, 4, 2, words=(BLOCK,))],
        ),
        (
            [term(HOLIDAY, "2026-09-07") for _ in range(81)],
            [Flaw(Wrong.TOO_MANY, words=("81", "80"))],
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(terms, flaws):
    assert check(terms, 2026) == flaws


def test_terms_of_different_kinds_may_share_days_and_a_year_may_hold_a_leap_day():
    assert check([term(SEMESTER, "2028-02-29", "2028-06-30"), term(BLOCK, "2028-02-29")], 2027) == []


def test_terms_are_told_apart_by_the_school_year_in_which_they_begin():
    late, early = term(HOLIDAY, "2027-07-31", "2027-08-31"), term(BLOCK, "2027-08-01")

    assert by_year([early, late]) == {2026: [late], 2027: [early]}


def test_the_next_year_is_foretold():
    assert foretell(YEAR) == [
        # 2026 has 53 weeks: the same week of 2027 comes 53 weeks later, and of 2028 52.
        term(SEMESTER, "2027-09-13", "2028-01-28", "Semester 1"),
        term(BLOCK, "2027-09-13", "2027-10-29", "Blok 1"),
        term(HOLIDAY, "2027-10-03", name="Leidens Ontzet", same_date=True),
        term(BLOCK, "2027-11-08", "2027-12-24", "Blok 2"),
        term(HOLIDAY, "2027-12-27", "2028-01-09", "Kerstvakantie"),
        term(SEMESTER, "2028-01-31", "2028-06-23", "Semester 2"),
        term(EXCEPTION, "2028-02-08", name="Dies natalis", same_date=True),
        # Easter is on 16 April 2028.
        term(HOLIDAY, "2028-04-14", "2028-04-17", "Pasen"),
    ]


def test_a_feast_on_new_year_moves_with_it_and_a_long_holiday_by_weeks():
    eve = term(HOLIDAY, "2026-12-31", "2027-01-01")
    long = term(HOLIDAY, "2027-04-26", "2027-05-07")

    assert foretell([eve, long]) == [
        term(HOLIDAY, "2027-12-31", "2028-01-01"),
        term(HOLIDAY, "2028-04-24", "2028-05-05"),
    ]


def test_where_two_weeks_become_one_the_first_gives_way():
    last, first = term(BLOCK, "2026-12-28", "2027-01-01"), term(BLOCK, "2027-01-04", "2027-01-08")

    assert foretell([last, first]) == [term(BLOCK, "2028-01-03", "2028-01-07")]
    assert a_year_later(last.starts) == a_year_later(first.starts)


@given(years())
def test_a_foretold_year_is_as_it_should_be_too(terms):
    later = foretell(terms)

    assert [flaw for flaw in check(later) if flaw.kind not in (Wrong.EMPTY, Wrong.FAR, Wrong.TOO_LONG)] == []
    assert not list(overlaps(later))
    assert len(later) <= len(terms)


@given(years())
def test_the_order_of_terms_does_not_matter(terms):
    assert foretell(terms[::-1]) == foretell(terms)


def test_days_off_are_those_of_holidays_within_the_span():
    found = days_off(YEAR, date(2026, 10, 3), date(2026, 12, 22))

    assert found == {date(2026, 10, 3), date(2026, 12, 21), date(2026, 12, 22)}


def make_year(number, **more):
    day = date(number, 9, 1)
    more = {"terms": (term(BLOCK, day.isoformat()),), "origin": Origin.FILE, "id": number, **more}
    return Year(year=number, **more)


def test_a_missing_year_is_expected_from_the_one_before_and_no_further():
    known = make_year(2026, version=3)

    found = with_expected({2026: known}, [2026, 2027, 2028])

    assert found == {
        2026: known,
        2027: make_year(2027, version=3, id=None, expected=True, terms=(term(BLOCK, "2027-09-07"),)),
    }
    assert found[2027].terms[0].starts - known.terms[0].starts == timedelta(weeks=53)

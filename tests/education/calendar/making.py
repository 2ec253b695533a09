# SPDX-License-Identifier: EUPL-1.2
"""Terms for tests, and any valid set of them for Hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from kennisstad.education.calendar.terms import Term, TermKind

SEMESTER, BLOCK, HOLIDAY, EXCEPTION = TermKind


def term(kind, starts, ends=None, name="", **more):
    """A term from one ISO date to another, or of one day."""
    first = date.fromisoformat(starts)
    names = {"nl": name} if name else {}
    return Term(kind, first, date.fromisoformat(ends) if ends else first, names, **more)


YEAR = [
    term(SEMESTER, "2026-09-07", "2027-01-29", "Semester 1"),
    term(SEMESTER, "2027-02-01", "2027-06-25", "Semester 2"),
    term(BLOCK, "2026-09-07", "2026-10-23", "Blok 1"),
    term(BLOCK, "2026-11-02", "2026-12-18", "Blok 2"),
    term(HOLIDAY, "2026-10-03", name="Leidens Ontzet", same_date=True),
    term(HOLIDAY, "2026-12-21", "2027-01-03", "Kerstvakantie"),
    term(HOLIDAY, "2027-03-26", "2027-03-29", "Pasen"),
    term(EXCEPTION, "2027-02-08", name="Dies natalis", same_date=True),
]
"""A school year with something of each kind; it crosses the year, and 2026 has 53 weeks."""


@st.composite
def years(draw):
    """Terms of one school year that are as they should be."""
    first = date(draw(st.integers(2000, 2096)), 8, 1)
    found = []
    for kind in TermKind:
        day = first
        for gap, length in draw(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 150)), max_size=5)):
            day += timedelta(days=gap)
            if day >= date(first.year + 1, 8, 1):
                break
            found.append(Term(kind, day, day + timedelta(days=length), {}, draw(st.booleans())))
            day += timedelta(days=length)
    return found

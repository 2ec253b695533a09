# SPDX-License-Identifier: EUPL-1.2
"""Terms from whatever file somebody hands us: CSV or iCalendar, told apart by how it begins."""

from datetime import tzinfo

from kennisstad.education.calendar import csv_file, ics_file
from kennisstad.education.calendar.terms import Term, Unfit, by_year, check, overlaps


def read(text: str, zone: tzinfo, year: int | None = None) -> dict[int, list[Term]]:
    """Give the terms of each school year that a file tells of: of `year` alone when that is named.

    Raises:
        Unfit: anything in it is wrong; nothing of it can be used.
    """
    clean = text.removeprefix("\ufeff")
    terms = ics_file.read(clean, zone) if ics_file.is_one(clean) else csv_file.read(clean)
    years = by_year(terms) if terms and year is None else {year: terms}
    flaws = [flaw for number, some in years.items() for flaw in check(some, number)]
    # A term may last into the next school year, and overlap with one that begins there.
    flaws = flaws or list(overlaps(terms))
    if flaws:
        raise Unfit(sorted(flaws, key=lambda flaw: flaw.line))
    return by_year(terms)

# SPDX-License-Identifier: EUPL-1.2
"""The days on which nobody works, of many institutions at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from kennisstad.education.calendar.shifting import school_year
from kennisstad.education.calendar.years import Year, holidays, with_expected
from kennisstad.education.models import Calendar


def free_days_of(partner_ids: Collection[int], from_day: date, until_day: date) -> dict[int, set[date]]:
    """Give the holidays of each institution that has a calendar, both ends counted in; expected ones too.

    Public holidays are not among them, unless its calendar names them: `working_days` knows those itself.
    Three queries, however many institutions there are.
    """
    # A summer holiday that began in the school year before may still last.
    wanted = range(school_year(from_day) - 1, school_year(until_day) + 1)
    own = Calendar.objects.standing().filter(department=None, level="", partner__in=partner_ids)
    known: dict[int, dict[int, Year]] = defaultdict(dict)
    for calendar in own.filter(year__in=[wanted.start - 1, *wanted]).newest().with_terms():
        known[calendar.partner_id].setdefault(calendar.year, calendar.as_year())
    return {
        partner: holidays(with_expected(years, wanted).values(), from_day, until_day)
        for partner, years in known.items()
    }

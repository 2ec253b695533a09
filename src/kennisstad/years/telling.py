# SPDX-License-Identifier: EUPL-1.2
"""A themed year in whole sentences, in the reader's language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.languages.numbers import counting, in_letters
from kennisstad.web.templatetags.web import in_words
from kennisstad.years.models import Year
from kennisstad.years.queries import Counted


def year_in_words(year: Year, found: Counted, today: date) -> list[str]:
    """Say how far a year is: what it was, or what is adopted and what is still free."""
    if year.is_over(today):
        return [*_gone(year, found)]
    adopted = ngettext(
        "%(number)s day has been adopted.", "%(number)s days have been adopted.", found.adopted
    )
    return [counting(adopted, found.adopted), _free(found)]


def _gone(year: Year, found: Counted) -> list[str]:
    length = ngettext("It lasted %(number)s day.", "It lasted %(number)s days.", year.length)
    lasted = counting(length, year.length)
    if not found.days:
        return [lasted]
    described = ngettext(
        "%(number)s of them is described here.", "%(number)s of them are described here.", found.days
    )
    where = ngettext(
        "They were spread over %(areas)s district or neighbourhood.",
        "They were spread over %(areas)s districts and neighbourhoods.",
        found.areas,
    )
    spread = [where % {"areas": in_letters(found.areas)}] if found.areas > 1 else []
    return [lasted, counting(described, found.days), *spread]


def _free(found: Counted) -> str:
    if not found.free:
        return _("No day is free any more.")
    free = ngettext("%(number)s day is still free.", "%(number)s days are still free.", found.free)
    return counting(free, found.free)


def counted_in_words(found: Counted) -> str:
    """Say of a district how many days it has, and how many of them are still free."""
    days = counting(ngettext("%(number)s day", "%(number)s days", found.days), found.days)
    if not found.free:
        return days
    return _("%(days)s, of which %(free)s free") % {"days": days, "free": in_letters(found.free)}


def week_in_words(monday: date) -> str:
    return _("Week %(number)s, from %(day)s") % {"number": monday.isocalendar().week, "day": in_words(monday)}

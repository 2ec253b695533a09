# SPDX-License-Identifier: EUPL-1.2
"""A themed year in whole sentences, in the reader's language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.web.templatetags.web import in_words
from kennisstad.years.models import Year
from kennisstad.years.queries import Counted


def year_in_words(year: Year, found: Counted, today: date) -> list[str]:
    """Say how far a year is: what it was, or what is adopted and what is still free."""
    if year.is_over(today):
        return [*_gone(year, found)]
    adopted = ngettext(
        "%(number)d day has been adopted.", "%(number)d days have been adopted.", found.adopted
    ) % {"number": found.adopted}
    return [adopted, _free(found)]


def _gone(year: Year, found: Counted) -> list[str]:
    length = ngettext("It lasted %(number)d day.", "It lasted %(number)d days.", year.length)
    said = {"number": found.days, "areas": found.areas}
    if not found.days:
        return [length % {"number": year.length}]
    described = ngettext(
        "%(number)d of them is described here.", "%(number)d of them are described here.", found.days
    )
    where = ngettext(
        "They were spread over %(areas)d district or neighbourhood.",
        "They were spread over %(areas)d districts and neighbourhoods.",
        found.areas,
    )
    return [length % {"number": year.length}, described % said, *([where % said] if found.areas > 1 else [])]


def _free(found: Counted) -> str:
    if not found.free:
        return _("No day is free any more.")
    free = ngettext("%(number)d day is still free.", "%(number)d days are still free.", found.free)
    return free % {"number": found.free}


def counted_in_words(found: Counted) -> str:
    """Say of a district how many days it has, and how many of them are still free."""
    days = ngettext("%(number)d day", "%(number)d days", found.days) % {"number": found.days}
    if not found.free:
        return days
    return _("%(days)s, of which %(free)d free") % {"days": days, "free": found.free}


def week_in_words(monday: date) -> str:
    return _("Week %(number)d, from %(day)s") % {"number": monday.isocalendar().week, "day": in_words(monday)}

# SPDX-License-Identifier: EUPL-1.2
"""Numbers inside sentences, and what goes on in a district in one of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.languages.numbers import beginning, in_letters
from kennisstad.website.stretches import Stretch


def standing(district: Any) -> str:
    """Say in one sentence what was asked, runs, came back and was used in a district.

    Args:
        district: an area of `citylab.queries.districts_counted`.
    """
    said = [
        ngettext("%(number)s question asked", "%(number)s questions asked", district.asked),
        ngettext("%(number)s project under way", "%(number)s projects under way", district.running),
        ngettext("%(number)s result given back", "%(number)s results given back", district.given_back),
        ngettext("%(number)s answer used", "%(number)s answers used", district.used),
    ]
    counts = (district.asked, district.running, district.given_back, district.used)
    phrases = [phrase % {"number": in_letters(n)} for phrase, n in zip(said, counts, strict=True) if n]
    if not phrases:
        return _("Nobody has asked anything here yet.")
    return f"{beginning(', '.join(phrases))}."


WHITE_AFTER = timedelta(days=365)
"""Where nothing came back for so long, we say so."""


def white_spot(district: Any, today: date) -> str:
    """Say plainly what a district still waits for; nothing where something came back within a year.

    Args:
        district: an area of `website.queries.districts` or `district`.
    """
    if not district.asked and not district.given_back:
        return _("Nobody has asked anything here yet.")
    if district.last_given_on is None:
        return _("Nothing has been given back here yet.")
    if today - district.last_given_on > WHITE_AFTER:
        return _("Nothing has been given back here since %(day)s.") % {
            "day": date_format(district.last_given_on, "j F Y")
        }
    return ""


def taking_part(stretches: Iterable[Stretch]) -> str:
    """Say in one sentence when somebody was a party to the agreement; nothing for who never was."""
    said = [_years(stretch) for stretch in stretches]
    if not said:
        return ""
    *before, last = said
    together = _("%(first)s and %(last)s") % {"first": ", ".join(before), "last": last} if before else last
    return _("Party to the agreement %(when)s.") % {"when": together}


def _years(stretch: Stretch) -> str:
    years = {"first": stretch.first.year, "last": stretch.last.year if stretch.last else 0}
    if stretch.last is None:
        return _("since %(first)d") % years
    if stretch.first.year == stretch.last.year:
        return _("in %(first)d") % years
    return _("from %(first)d to %(last)d") % years

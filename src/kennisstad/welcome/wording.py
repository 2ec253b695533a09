# SPDX-License-Identifier: EUPL-1.2
"""Terms and days as people say them, in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.welcome.path import Fault, Term

FAULTS: dict[Fault, tuple[str, str | Promise]] = {
    "none": (
        "arrival",
        gettext_lazy("Fill in the day on which you arrive, or the day on which you leave."),
    ),
    "arrival-too-early": (
        "arrival",
        gettext_lazy("This is very long ago. Fill in a day of the last 20 years."),
    ),
    "arrival-too-late": (
        "arrival",
        gettext_lazy("This is too far ahead. Fill in a day within the next 5 years."),
    ),
    "departure-too-late": (
        "departure",
        gettext_lazy("This is too far ahead. Fill in a day within the next 60 years."),
    ),
    "departure-first": (
        "departure",
        gettext_lazy("This day is before the day of arrival. Fill in a later one."),
    ),
}
"""Per fault the field it is about, and what to say."""


def term_in_words(term: Term | None) -> str:
    """Say when a step is due without naming a day: "within 5 days of arrival"."""
    if term is None:
        return ""
    if term.number == 0:
        return _("on the day of arrival") if term.anchor == "arrival" else _("on the day you leave")
    length = _length(term)
    if term.number < 0:
        said = (
            _("%(length)s before arrival") if term.anchor == "arrival" else _("%(length)s before you leave")
        )
    else:
        said = (
            _("within %(length)s of arrival")
            if term.anchor == "arrival"
            else _("within %(length)s of leaving")
        )
    return said % {"length": length}


def _length(term: Term) -> str:
    number = abs(term.number)
    if term.unit == "month":
        return ngettext("%(n)d month", "%(n)d months", number) % {"n": number}
    if number >= 14 and number % 7 == 0:
        weeks = number // 7
        return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def day_in_words(day: date) -> str:
    """Write a day whole, as on a list that somebody prints."""
    return date_format(day, "l j F Y")


def left_in_words(left: int) -> str:
    """Say how long is left."""
    if left < 0:
        return ngettext("this was due %(n)d day ago", "this was due %(n)d days ago", -left) % {"n": -left}
    if left == 0:
        return _("today is the last day")
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}

# SPDX-License-Identifier: EUPL-1.2
"""Reasons of a match in sentences, in the reader's language."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.citylab.matching.reasons import Fact, Reason
from kennisstad.education.models import Level


def in_words(reason: Reason) -> str:
    """Say one reason, for example “shares the words eenzaamheid, ouderen”."""
    return _SAY[reason.fact](reason)


def _day(reason: Reason) -> str:
    return date_format(reason.on, "j F") if reason.on else ""


def _open(reason: Reason) -> str:
    if reason.words:
        return _("%(period)s takes questions until %(day)s") % {
            "period": reason.words[0],
            "day": _day(reason),
        }
    return _("takes questions until %(day)s") % {"day": _day(reason)}


def _teams(reason: Reason) -> str:
    number = reason.number or 0
    return ngettext("%(number)d team", "%(number)d teams", number) % {"number": number}


_SAY: dict[Fact, Callable[[Reason], str]] = {
    Fact.SHARES: lambda r: _("shares the words %(words)s") % {"words": ", ".join(r.words)},
    Fact.WINDOW_OPEN: _open,
    Fact.WINDOW_LATER: lambda r: _("takes questions from %(day)s") % {"day": _day(r)},
    Fact.WINDOW_CLOSED: lambda r: _("takes no more questions this year"),
    Fact.WINDOW_UNKNOWN: lambda r: _("has not said until when questions may come in"),
    Fact.LEVEL: lambda r: str(Level(r.words[0]).label),
    Fact.TEAMS: _teams,
    Fact.SAME_PLACE: lambda r: _("was about the same district"),
    Fact.TOO_LATE: lambda r: _("is ready on %(day)s, after the day the answer is needed") % {"day": _day(r)},
}

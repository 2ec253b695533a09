# SPDX-License-Identifier: EUPL-1.2
"""Reasons and limits of a match in sentences, in the reader's language."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from kennisstad.citylab.matching.limits import Bar, Limit
from kennisstad.citylab.matching.reasons import Fact, Reason
from kennisstad.education.models import Level


def in_words(reason: Reason) -> str:
    """Say one reason, for example “shares the words eenzaamheid, ouderen”."""
    return _SAY[reason.fact](reason)


def limit_in_words(limit: Limit) -> str:
    """Say what stands in the way, and what would have to change."""
    return _BAR[limit.bar](limit)


def score_in_words(score: float, *, is_calibrated: bool) -> str:
    """Give the score as a chance once decisions bear it out; before, with a warning."""
    if is_calibrated:
        return _("%(chance)d in 100 such proposals are accepted") % {"chance": round(100 * score)}
    return _("score %(score)s, not yet calibrated") % {"score": number_format(round(score, 2), decimal_pos=2)}


def _day(on: date | None) -> str:
    return date_format(on, "j F") if on else ""


def _open(reason: Reason) -> str:
    if reason.words:
        return _("%(period)s takes questions until %(day)s") % {
            "period": reason.words[0],
            "day": _day(reason.on),
        }
    return _("takes questions until %(day)s") % {"day": _day(reason.on)}


def _closes_soon(reason: Reason) -> str:
    number = reason.number or 0
    if reason.words:
        return ngettext(
            "its %(period)s closes in %(number)d day", "its %(period)s closes in %(number)d days", number
        ) % {"period": reason.words[0], "number": number}
    return ngettext(
        "takes questions for %(number)d more day", "takes questions for %(number)d more days", number
    ) % {"number": number}


def _teams(reason: Reason) -> str:
    number = reason.number or 0
    return ngettext("%(number)d team", "%(number)d teams", number) % {"number": number}


def _accepted(reason: Reason) -> str:
    number = reason.number or 0
    return ngettext("accepted %(number)d like question", "accepted %(number)d like questions", number) % {
        "number": number
    }


def _declined(reason: Reason) -> str:
    number = reason.number or 0
    return ngettext("declined %(number)d like question", "declined %(number)d like questions", number) % {
        "number": number
    }


def _busy(reason: Reason) -> str:
    number = reason.number or 0
    return ngettext(
        "%(number)d proposal waits there for an answer",
        "%(number)d proposals wait there for an answer",
        number,
    ) % {"number": number}


def _pair(sentence: str) -> Callable[[Reason], str]:
    return lambda reason: _(sentence) % {"found": reason.words[0], "asked": reason.words[1]}


def _languages(reason: Reason) -> str:
    names = [str(LANGUAGES.get(code, code)) for code in reason.words]
    return _("is taught in %(languages)s") % {"languages": ", ".join(names)}


def _level(code: str) -> str:
    return str(Level(code).label)


def _closed(limit: Limit) -> str:
    if limit.on is None:
        return _("has no time for questions: ask its coordinators to set one")
    return _("took questions until %(day)s: ask its coordinators for a new time") % {"day": _day(limit.on)}


def _full(limit: Limit) -> str:
    said = {"teams": limit.number, "day": _day(limit.on)}
    return (
        _("is full: %(teams)s of %(teams)s teams have a project; this period ends on %(day)s, or its "
          "coordinators make room for more teams")
        % said
    )  # fmt: skip


LANGUAGES = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}
_SAY: dict[Fact, Callable[[Reason], str]] = {
    Fact.SHARES: lambda r: _("shares the words %(words)s") % {"words": ", ".join(r.words)},
    Fact.PART: _pair(gettext_noop("“%(found)s” and “%(asked)s” have a part in common")),
    Fact.TRANSLATION: _pair(gettext_noop("“%(found)s” is a translation of “%(asked)s”")),
    Fact.SOUND: _pair(gettext_noop("“%(found)s” sounds like “%(asked)s”")),
    Fact.WORKS: lambda r: _("worked on this before: %(works)s") % {"works": "; ".join(r.words)},
    Fact.WINDOW_OPEN: _open,
    Fact.CLOSES_SOON: _closes_soon,
    Fact.WINDOW_LATER: lambda r: _("takes questions from %(day)s") % {"day": _day(r.on)},
    Fact.WINDOW_CLOSED: lambda r: _("takes no more questions this year"),
    Fact.WINDOW_UNKNOWN: lambda r: _("has not said until when questions may come in"),
    Fact.LEVEL: lambda r: _level(r.words[0]),
    Fact.TEAMS: _teams,
    Fact.SOME_TEAMS: lambda r: _("%(number)d of %(of)d teams are free") % {"number": r.number, "of": r.of},
    Fact.FULL: lambda r: _("already has %(number)d of %(of)d") % {"number": r.number, "of": r.of},
    Fact.HOURS: lambda r: _("%(number)d hours of work a team") % {"number": r.number},
    Fact.SAME_THEME: lambda r: _("was about the same theme"),
    Fact.SAME_PLACE: lambda r: _("was about the same district"),
    Fact.ACCEPTED: _accepted,
    Fact.IN_TIME: lambda r: _("is ready on %(day)s, in time") % {"day": _day(r.on)},
    Fact.TOO_LATE: lambda r: (
        _("is ready on %(day)s, after the day the answer is needed") % {"day": _day(r.on)}
    ),
    Fact.OTHER_LANGUAGE: _languages,
    Fact.DECLINED: _declined,
    Fact.BUSY: _busy,
}
_BAR: dict[Bar, Callable[[Limit], str]] = {
    Bar.WITHDRAWN: lambda _limit: _("is withdrawn: its institution would have to give it again"),
    Bar.NO_QUESTIONS: lambda _limit: _("takes no questions now: ask its coordinators"),
    Bar.CLOSED: _closed,
    Bar.FULL: _full,
    Bar.LEVEL: lambda limit: _("is of another level: %(level)s") % {"level": _level(limit.level)},
}

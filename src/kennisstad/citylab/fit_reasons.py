# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of a question, in plain sentences in the reader's language."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.citylab.fit import Bar, Cause, Fit, ShutBy, Shutting
from kennisstad.citylab.fit.bars import PASSING, has_closed, only_now
from kennisstad.citylab.fit_reader import Reader, in_language, number_in_words
from kennisstad.citylab.wording import LANGUAGES
from kennisstad.education.models import Level
from kennisstad.education.models.offering import FORMS


def why(bars: Sequence[Bar], reader: Reader) -> list[str]:
    """Say what stands in the way; what will never pass goes before what is only too late.

    Where it is too late anyhow, a district that is shut as well is not the cause.
    """
    lasting = [bar for bar in bars if bar.cause not in PASSING]
    if has_closed(bars) and only_now(bars):
        lasting = [bar for bar in bars if bar.cause in PASSING]
    return [_WHY[bar.cause](bar, reader) for bar in lasting or bars]


def shorter(fits: Iterable[Fit], reader: Reader) -> dict[str, str]:
    """Give for every sentence that says why a district is paused one that says only until when."""
    paused = (bar for one in fits for bar in one.bars if bar.shut and bar.shut.by is ShutBy.PAUSED)
    return {
        _district(bar, reader): _("%(district)s is paused until %(day)s.") % _about(bar, reader)
        for bar in paused
    }


def _closed(bar: Bar, reader: Reader) -> str:
    if bar.on is None:
        return _("It has begun already.")
    return _("It took questions until %s.") % reader.day(bar.on)


def _full(bar: Bar, _reader: Reader) -> str:
    if not bar.number:
        return _("All its teams have a question.")
    said = ngettext(
        "Only %(number)d team is free, and it takes %(of)d.",
        "Only %(number)d teams are free, and it takes %(of)d.",
        bar.number,
    )
    return said % {"number": bar.number, "of": bar.of}


def _form(bar: Bar, _reader: Reader) -> str:
    return _("Students do something else there: %s.") % ", ".join(str(FORMS[word]) for word in bar.words)


def _level(bar: Bar, _reader: Reader) -> str:
    return _("The students are of another level: %s.") % ", ".join(
        str(Level(word).label) for word in bar.words
    )


def _language(bar: Bar, _reader: Reader) -> str:
    return _("The course is given in %s.") % ", ".join(str(LANGUAGES.get(code, code)) for code in bar.words)


def _hours(bar: Bar, _reader: Reader) -> str:
    return _("It takes the asker %(number)d hours; there are %(of)d.") % {"number": bar.number, "of": bar.of}


def _size(bar: Bar, _reader: Reader) -> str:
    return _("It is too much work, even in %s parts.") % number_in_words(bar.of or 1)


def _needed_by(bar: Bar, reader: Reader) -> str:
    on = reader.day(bar.on) if bar.on else ""
    return _("The answer would come on %s, after the day on which it is needed.") % on


def _district(bar: Bar, reader: Reader) -> str:
    about = _about(bar, reader)
    if bar.shut and bar.shut.by is ShutBy.PAUSED:
        return _paused(bar.shut, about, reader)
    if bar.shut and bar.shut.by is ShutBy.RESTING:
        return _("%(area)s rests until %(day)s, after a term with many visits.") % about
    return _("Residents of %(district)s may not be asked anything more until %(day)s.") % about


def _about(bar: Bar, reader: Reader) -> dict[str, str]:
    names = ", ".join(reader.districts.get(code, code) for code in bar.words)
    return {"district": names, "area": names, "day": reader.day(bar.on) if bar.on else ""}


def _paused(shut: Shutting, about: dict[str, str], reader: Reader) -> str:
    """Say until when a district is paused, and why in the words of whoever paused it."""
    about |= {"first": reader.day(shut.first), "reason": in_language(shut.reason).rstrip(" .")}
    if shut.first > reader.today:
        return _("%(district)s is paused from %(first)s until %(day)s, because “%(reason)s”.") % about
    return _("%(district)s is paused until %(day)s, because “%(reason)s”.") % about


_WHY: dict[Cause, Callable[[Bar, Reader], str]] = {
    Cause.CLOSED: _closed,
    Cause.FULL: _full,
    Cause.FORM: _form,
    Cause.LEVEL: _level,
    Cause.LANGUAGE: _language,
    Cause.HOURS: _hours,
    Cause.SIZE: _size,
    Cause.NEEDED_BY: _needed_by,
    Cause.DISTRICT: _district,
    Cause.NO_COURSE: lambda _bar, _reader: _("No course takes questions."),
}

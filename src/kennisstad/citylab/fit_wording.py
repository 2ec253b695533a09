# SPDX-License-Identifier: EUPL-1.2
"""When a question fits in one or two plain sentences per institution, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from kennisstad.citylab.fit import Bar, Cause, Fit, Outcome, Way
from kennisstad.citylab.fit.bars import PASSING
from kennisstad.citylab.wording import LANGUAGES
from kennisstad.education.calendar.window import Need, Window
from kennisstad.education.models import Level

Names = Mapping[str, str]
FAR = timedelta(days=330)
"""What lies further off is said with its year."""
JUST_BEGUN = timedelta(days=42)
"""So long after a block began, people still think of it."""
LATE_SHOWN = 2
WHY_SHOWN = 2
NUMBERS = {2: gettext_lazy("two"), 3: gettext_lazy("three"), 4: gettext_lazy("four")}


@dataclass(frozen=True)
class Told:
    """What is said of one institution."""

    institution: str
    sentences: list[str]
    facts: list[str] = field(default_factory=list)
    """Of the first way in: working days left, when the answer comes, what it asks, whether it is expected."""
    is_open: bool = False
    last_day: date | None = None
    days_left: int | None = None


@dataclass(frozen=True)
class AllTold:
    institutions: list[Told]
    """Where the question can come in stands first, the soonest last day before all."""
    without: list[str]
    """Institutions of which no course takes questions."""


@dataclass(frozen=True)
class Line:
    """One institution and block, for those who want to know all of it."""

    institution: str
    block: str
    course: str
    sentences: list[str]
    facts: list[str]
    fit: Fit


def told(fits: Sequence[Fit], *, today: date, districts: Names) -> AllTold:
    """Say for each institution whether it fits, until when, or why not.

    Args:
        districts: their names by code.
    """
    institutions, without = [], []
    for _ident, some in groupby(fits, attrgetter("institution_id")):
        blocks = list(some)
        if blocks[0].way is None:
            without.append(in_language(blocks[0].institution))
        else:
            institutions.append(_institution(blocks, today, districts))
    institutions.sort(key=lambda one: (not one.is_open, one.last_day or date.max, one.institution))
    return AllTold(institutions, sorted(without))


def lines(fits: Sequence[Fit], *, today: date, districts: Names) -> list[Line]:
    """Say of every block whether it fits, until when, or why not; in the order of the fits."""
    return [_line(one, one.way, today, districts) for one in fits if one.way]


def in_language(texts: Mapping[str, str]) -> str:
    """Give the words in the reader's language, else in another, else nothing."""
    return texts.get(get_language() or "") or next(iter(texts.values()), "")


def block_in_words(window: Window, today: date) -> str:
    """Name a block by the month in which it starts."""
    return date_format(window.starts, "F" if abs(window.starts - today) < FAR else "F Y")


def day_in_words(day: date, today: date) -> str:
    return date_format(day, "j F" if abs(day - today) < FAR else "j F Y")


def number_in_words(number: int) -> str:
    return str(NUMBERS.get(number, number))


def left_in_words(way: Way, today: date) -> str:
    """Say how long there is; nothing where nobody said until when, or where it is too late."""
    if way.days_left is None:
        return ""
    if way.last_day == today:
        return _("today is the last day")
    said = ngettext("%(number)d working day left", "%(number)d working days left", way.days_left)
    return said % {"number": way.days_left}


def _institution(blocks: Sequence[Fit], today: date, districts: Names) -> Told:
    opened = [one for one in blocks if one.is_open]
    name, late = in_language(blocks[0].institution), _late(blocks, today)
    if not opened or (way := opened[0].way) is None:
        return Told(name, [*late, *_never(blocks, today, districts)])
    return Told(
        name,
        [*late, _ways(opened, today)],
        _facts(way, today),
        is_open=True,
        last_day=way.last_day,
        days_left=way.days_left,
    )


def _late(blocks: Sequence[Fit], today: date) -> list[str]:
    """Say for which blocks, before the first way in, it is too late."""
    first = next((place for place, one in enumerate(blocks) if one.is_open), len(blocks))
    late = [one.way.window for one in blocks[:first] if one.way and one.outcome == Outcome.TOO_LATE]
    near = [window for window in late if window.starts > today - JUST_BEGUN]
    if not near and first == len(blocks):
        near = late
    months = list(dict.fromkeys(block_in_words(window, today) for window in near))[-LATE_SHOWN:]
    return [_("Too late for %(blocks)s.") % {"blocks": get_text_list(months, _("and"))}] if months else []


def _ways(opened: Sequence[Fit], today: date) -> str:
    """Say how it can come in: whole, in parts, or both where the parts can begin as soon."""
    whole = next((one for one in opened if one.outcome == Outcome.FITS), None)
    parts = next((one.way for one in opened if one.outcome == Outcome.FITS_IF_SPLIT), None)
    if whole is None or whole.way is None:
        return _in_parts(parts, today) if parts else ""
    if parts is None or parts.window.starts >= whole.way.window.starts:
        return _whole(whole.way, whole.split, today)
    if whole.way.last_day is None or parts.last_day is None:
        return f"{_in_parts(parts, today)} {_whole(whole.way, None, today)}"
    return _("In by %(day)s for %(block)s in %(number)s parts, or whole by %(other)s for %(later)s.") % {
        **_said(parts, today),
        "other": day_in_words(whole.way.last_day, today),
        "later": block_in_words(whole.way.window, today),
    }


def _whole(way: Way, split: Way | None, today: date) -> str:
    said = _said(way, today)
    if way.last_day is None:
        return _("For %(block)s nobody has said until when it can come in.") % said
    if split is None or split.last_day is None:
        return _("In by %(day)s for %(block)s.") % said
    said |= {"number": number_in_words(split.parts), "other": day_in_words(split.last_day, today)}
    if split.last_day == way.last_day:
        return _("In by %(day)s for %(block)s, or in %(number)s parts.") % said
    return _("In by %(day)s for %(block)s, or in %(number)s parts by %(other)s.") % said


def _in_parts(way: Way, today: date) -> str:
    said = _said(way, today)
    if way.last_day is None:
        return _("For %(block)s, in %(number)s parts, nobody has said until when it can come in.") % said
    return _("In by %(day)s for %(block)s, in %(number)s parts.") % said


def _said(way: Way, today: date) -> dict[str, str]:
    return {
        "block": block_in_words(way.window, today),
        "day": day_in_words(way.last_day, today) if way.last_day else "",
        "number": number_in_words(way.parts),
    }


def _never(blocks: Sequence[Fit], today: date, districts: Names) -> list[str]:
    """Say what stands in the way of the block that comes nearest; nothing later known is a reason too."""
    never = [one for one in blocks if one.outcome == Outcome.NEVER]
    if not never:
        return [_("Nothing later is known yet.")]
    nearest = min(never, key=lambda one: len(one.bars))
    return [_("It does not fit."), *why(nearest.bars, today=today, districts=districts)[:WHY_SHOWN]]


def why(bars: Sequence[Bar], *, today: date, districts: Names) -> list[str]:
    """Say what stands in the way; what will never pass goes before what is only too late."""
    lasting = [bar for bar in bars if bar.cause not in PASSING] or bars
    return [_WHY[bar.cause](bar, today, districts) for bar in lasting]


def _facts(way: Way, today: date) -> list[str]:
    facts = [left_in_words(way, today), _("the answer comes on %s") % day_in_words(way.answer_on, today)]
    if (hours := way.asker_hours) is not None:
        said = ngettext("takes the asker %(number)d hour", "takes the asker %(number)d hours", hours)
        facts.append(said % {"number": hours})
    facts += [str(NEEDS[need]) for need in way.window.needs]
    if way.window.expected:
        facts.append(_("expected: these days are not published yet"))
    return [fact for fact in facts if fact]


def _line(one: Fit, way: Way, today: date, districts: Names) -> Line:
    return Line(
        institution=in_language(one.institution),
        block=block_in_words(way.window, today),
        course=in_language(way.window.course),
        sentences=[_ways([one], today)] if one.is_open else why(one.bars, today=today, districts=districts),
        facts=_facts(way, today),
        fit=one,
    )


def _closed(bar: Bar, today: date, _districts: Names) -> str:
    if bar.on is None:
        return _("It has begun already.")
    return _("It took questions until %s.") % day_in_words(bar.on, today)


def _full(bar: Bar, _today: date, _districts: Names) -> str:
    if not bar.number:
        return _("All its teams have a question.")
    said = ngettext(
        "Only %(number)d team is free, and it takes %(of)d.",
        "Only %(number)d teams are free, and it takes %(of)d.",
        bar.number,
    )
    return said % {"number": bar.number, "of": bar.of}


def _level(bar: Bar, _today: date, _districts: Names) -> str:
    return _("The students are of another level: %s.") % ", ".join(
        str(Level(word).label) for word in bar.words
    )


def _language(bar: Bar, _today: date, _districts: Names) -> str:
    return _("The course is given in %s.") % ", ".join(str(LANGUAGES.get(code, code)) for code in bar.words)


def _district(bar: Bar, today: date, districts: Names) -> str:
    names = ", ".join(districts.get(code, code) for code in bar.words)
    until = day_in_words(bar.on, today) if bar.on else ""
    return _("Residents of %(district)s may not be asked anything more until %(day)s.") % {
        "district": names,
        "day": until,
    }


def _needed_by(bar: Bar, today: date, _districts: Names) -> str:
    on = day_in_words(bar.on, today) if bar.on else ""
    return _("The answer would come on %s, after the day on which it is needed.") % on


NEEDS = {
    Need.DATA: gettext_lazy("the course asks for data"),
    Need.CONSENT: gettext_lazy("the course asks for permission in writing"),
}
_WHY: dict[Cause, Callable[[Bar, date, Names], str]] = {
    Cause.CLOSED: _closed,
    Cause.FULL: _full,
    Cause.LEVEL: _level,
    Cause.LANGUAGE: _language,
    Cause.HOURS: lambda bar, _today, _names: (
        _("It takes the asker %(number)d hours; there are %(of)d.") % {"number": bar.number, "of": bar.of}
    ),
    Cause.SIZE: lambda bar, _today, _names: (
        _("It is too much work, even in %s parts.") % number_in_words(bar.of or 1)
    ),
    Cause.NEEDED_BY: _needed_by,
    Cause.DISTRICT: _district,
    Cause.NO_COURSE: lambda _bar, _today, _names: _("No course takes questions."),
}

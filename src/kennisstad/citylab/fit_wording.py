# SPDX-License-Identifier: EUPL-1.2
"""When a question fits in one or two plain sentences per institution, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kennisstad.citylab.fit import Cause, Fit, Outcome, Way
from kennisstad.citylab.fit_reader import Names, Reader, in_language, number_in_words
from kennisstad.citylab.fit_reasons import shorter, why
from kennisstad.education.calendar.window import Need

JUST_BEGUN = timedelta(days=42)
"""So long after a block began, people still think of it."""
LATE_SHOWN = 2
WHY_SHOWN = 2
NEEDS = {
    Need.DATA: gettext_lazy("the course asks for data"),
    Need.CONSENT: gettext_lazy("the course asks for permission in writing"),
}


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
    has_last_day: bool = False
    """There is a way in until a day that somebody can put in a diary."""

    @property
    def is_shut(self) -> bool:
        """Say whether there are courses, and none of them is a way in."""
        return bool(self.institutions) and not any(one.is_open for one in self.institutions)


@dataclass(frozen=True)
class Line:
    """One institution and block, for those who want to know all of it."""

    institution: str
    block: str
    course: str
    sentences: list[str]
    facts: list[str]
    """Of a block that is a way in."""
    fit: Fit


Said = TypeVar("Said", Told, Line)


def told(fits: Sequence[Fit], *, today: date, districts: Names, years: bool = False) -> AllTold:
    """Say for each institution whether it fits, until when, or why not.

    Args:
        districts: their names by code.
        years: say the year of every day, and not only of days in another year.
    """
    reader = Reader(today, districts, years)
    institutions, without = [], []
    for _ident, some in groupby(fits, attrgetter("institution_id")):
        blocks = list(some)
        if blocks[0].way is None:
            without.append(in_language(blocks[0].institution))
        else:
            institutions.append(_institution(blocks, reader))
    institutions.sort(key=lambda one: (not one.is_open, one.last_day or date.max, one.institution))
    institutions = _reasons_once(institutions, shorter(fits, reader))
    ways = (way for one in fits if one.is_open for way in (one.way, one.split) if way)
    return AllTold(institutions, sorted(without), any(way.last_day for way in ways))


def lines(fits: Sequence[Fit], *, today: date, districts: Names, years: bool = False) -> list[Line]:
    """Say of every block whether it fits, until when, or why not; in the order of the fits."""
    reader = Reader(today, districts, years)
    found = [_line(one, one.way, reader) for one in fits if one.way]
    return _reasons_once(found, shorter(fits, reader))


def left_in_words(way: Way, today: date) -> str:
    """Say how long there is; nothing where nobody said until when, or where it is too late."""
    if way.days_left is None:
        return ""
    if way.last_day == today:
        return _("today is the last day")
    said = ngettext("%(number)d working day left", "%(number)d working days left", way.days_left)
    return said % {"number": way.days_left}


def _reasons_once(some: Sequence[Said], short: Mapping[str, str]) -> list[Said]:
    """Say why a district is paused the first time, and after that only until when."""
    found, said = list[Said](), set[str]()
    for one in some:
        sentences = [short.get(now, now) if now in said else now for now in one.sentences]
        said.update(one.sentences)
        found.append(replace(one, sentences=sentences))
    return found


def _institution(blocks: Sequence[Fit], reader: Reader) -> Told:
    name, opened = in_language(blocks[0].institution), [one for one in blocks if one.is_open]
    late = _late(blocks, reader)
    sentences = [_("Too late for %(blocks)s.") % {"blocks": _listed(late)}] if late else []
    shut = _shut(blocks, late, reader)
    if not opened or (way := opened[0].way) is None:
        return Told(name, [*sentences, *(shut or _never(blocks, late, reader))])
    sentences += shut
    return Told(
        name,
        [*sentences, _ways(opened, reader)],
        _facts(way, reader),
        is_open=True,
        last_day=way.last_day,
        days_left=way.days_left,
    )


def _late(blocks: Sequence[Fit], reader: Reader) -> list[str]:
    """Name the blocks, before the first way in, that it is too late for.

    Of two blocks that begin in one month the reader hears one verdict: that there is a way in.
    """
    before = _before_a_way_in(blocks)
    late = [one for one in before if one.is_late]
    near = [one for one in late if one.way and one.way.window.starts > reader.today - JUST_BEGUN]
    if not near and len(late) == len(blocks):
        near = late
    opened = _months((one for one in blocks if one.is_open), reader)
    return [month for month in _months(near, reader) if month not in opened][-LATE_SHOWN:]


def _before_a_way_in(blocks: Sequence[Fit]) -> Sequence[Fit]:
    return blocks[: next((place for place, one in enumerate(blocks) if one.is_open), len(blocks))]


def _shut(blocks: Sequence[Fit], late: Sequence[str], reader: Reader) -> list[str]:
    """Say of the first block that only a pause or a full district shuts until when, why, and what is next."""
    before, opened = _before_a_way_in(blocks), _months((one for one in blocks if one.is_open), reader)
    shut = next((one for one in before if one.is_shut and one.way), None)
    if shut is None or not (
        months := [one for one in _months([shut], reader) if one not in (*late, *opened)]
    ):
        return []
    said = [
        _("It does not fit for %(blocks)s.") % {"blocks": _listed(months)},
        *why(shut.bars, reader)[:WHY_SHOWN],
    ]
    return said if opened else [*said, *_after(shut, blocks, reader)]


def _after(shut: Fit, blocks: Sequence[Fit], reader: Reader) -> list[str]:
    """Say what comes after a block that is shut, where nothing is a way in."""
    this = _months([shut], reader)
    for one in blocks[blocks.index(shut) + 1 :]:
        is_free = not one.is_late and all(bar.cause != Cause.DISTRICT for bar in one.bars)
        if is_free and (months := _months([one], reader)) != this:
            following = _("The next is %(block)s.") % {"block": _listed(months)}
            return [following, *why(one.bars, reader)[:WHY_SHOWN]]
    return [_("Nothing later is known yet.")]


def _months(blocks: Iterable[Fit], reader: Reader) -> list[str]:
    return list(dict.fromkeys(reader.block(one.way.window) for one in blocks if one.way))


def _listed(months: Sequence[str]) -> str:
    return get_text_list(list(months), _("and"))


def _ways(opened: Sequence[Fit], reader: Reader) -> str:
    """Say how it can come in: whole, in parts, or both where the parts can begin as soon."""
    whole = next((one for one in opened if one.outcome == Outcome.FITS), None)
    parts = next((one.way for one in opened if one.outcome == Outcome.FITS_IF_SPLIT), None)
    if whole is None or whole.way is None:
        return _in_parts(parts, reader) if parts else ""
    if parts is None or parts.window.starts >= whole.way.window.starts:
        return _whole(whole.way, whole.split, reader)
    if whole.way.last_day is None or parts.last_day is None:
        return f"{_in_parts(parts, reader)} {_whole(whole.way, None, reader)}"
    return _("In by %(day)s for %(block)s in %(number)s parts, or whole by %(other)s for %(later)s.") % {
        **_said(parts, reader),
        "other": reader.day(whole.way.last_day),
        "later": reader.block(whole.way.window),
    }


def _whole(way: Way, split: Way | None, reader: Reader) -> str:
    said = _said(way, reader)
    if way.last_day is None:
        return _("For %(block)s nobody has said until when it can come in.") % said
    if split is None or split.last_day is None:
        return _("In by %(day)s for %(block)s.") % said
    said |= {"number": number_in_words(split.parts), "other": reader.day(split.last_day)}
    if split.last_day == way.last_day:
        return _("In by %(day)s for %(block)s, or in %(number)s parts.") % said
    return _("In by %(day)s for %(block)s, or in %(number)s parts by %(other)s.") % said


def _in_parts(way: Way, reader: Reader) -> str:
    said = _said(way, reader)
    if way.last_day is None:
        return _("For %(block)s, in %(number)s parts, nobody has said until when it can come in.") % said
    return _("In by %(day)s for %(block)s, in %(number)s parts.") % said


def _said(way: Way, reader: Reader) -> dict[str, str]:
    return {
        "block": reader.block(way.window),
        "day": reader.day(way.last_day) if way.last_day else "",
        "number": number_in_words(way.parts),
    }


def _never(blocks: Sequence[Fit], late: Sequence[str], reader: Reader) -> list[str]:
    """Say what stands in the way of the block that comes nearest; nothing later known is a reason too.

    Args:
        late: the months of which it was said already that it is too late for them.
    """
    never = [
        one
        for one in blocks
        if one.way and not one.is_open and not one.is_late and reader.block(one.way.window) not in late
    ]
    if not never:
        return [_("Nothing later is known yet.")]
    nearest = min(never, key=lambda one: len(one.bars))
    verdict = _("It does not fit for %(blocks)s.") % {"blocks": _listed(_months([nearest], reader))}
    return [verdict if late else _("It does not fit."), *why(nearest.bars, reader)[:WHY_SHOWN]]


def _facts(way: Way, reader: Reader) -> list[str]:
    facts = [left_in_words(way, reader.today), _("the answer comes on %s") % reader.day(way.answer_on)]
    if (hours := way.asker_hours) is not None:
        said = ngettext("takes the asker %(number)d hour", "takes the asker %(number)d hours", hours)
        facts.append(said % {"number": hours})
    facts += [str(NEEDS[need]) for need in way.window.needs]
    if way.window.expected:
        facts.append(_("expected: these days are not published yet"))
    return [fact for fact in facts if fact]


def _line(one: Fit, way: Way, reader: Reader) -> Line:
    month, term = reader.block(way.window), in_language(way.window.term)
    said = [_ways([one], reader)] if one.is_open else why(one.bars, reader)
    if one.is_shut and one.next:
        said.append(_("The next is %(block)s.") % {"block": reader.block(one.next.window)})
    return Line(
        institution=in_language(one.institution),
        block=f"{month} ({term})" if term else month,
        course=in_language(way.window.course),
        sentences=said,
        facts=_facts(way, reader) if one.is_open else [],
        fit=one,
    )

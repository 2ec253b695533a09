# SPDX-License-Identifier: EUPL-1.2
"""Read a themed year with its days from YAML, or days alone from CSV."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any

import yaml

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

LANGUAGES = ("nl", "en")
YEAR_WORDS, DAY_WORDS = ("name", "summary"), ("subject", "about")
LONGEST = 3_000
COLUMNS = ("date", "area", "owner", "subject_nl", "about_nl", "subject_en", "about_en")
Words = dict[str, dict[str, str]]
"""Per language the fields of the text."""


@dataclass(frozen=True)
class FoundDay:
    on: date
    area: str = ""
    """The code of a district or neighbourhood; nothing for the whole city."""
    owner: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True)
class FoundYear:
    """A year as the file has it; from a file of days alone nothing but those."""

    slug: str
    starts_on: date | None = None
    ends_on: date | None = None
    words: Words = field(default_factory=dict)
    days: list[FoundDay] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Misfit(ValueError):
    """This cannot be read; the message is the reason."""


def read(text: str) -> FoundYear:
    """Read a year from YAML; a day that does not fit is left out with the reason.

    Raises:
        UnusableFile: it is no YAML, or says of the year what it cannot be.
    """
    said = _table(text)
    try:
        found = FoundYear(
            slug=_line(said.get("slug"), "slug"),
            starts_on=_day(said.get("starts_on"), "starts_on"),
            ends_on=_day(said.get("ends_on"), "ends_on"),
            words=_words(said, YEAR_WORDS),
        )
    except _Misfit as reason:
        raise UnusableFile(f"The file of the year: {reason}") from reason
    days = said.get("days") or []
    if not isinstance(days, list):
        raise UnusableFile("The file of the year: days must be a list.")
    return _with_days(found, ((f"day {number}", one) for number, one in enumerate(days, start=1)), _day_of)


def read_csv(text: str, *, slug: str) -> FoundYear:
    """Read days of a year that is there already from CSV.

    Raises:
        UnusableFile: it has other columns than these.
    """
    rows = csv.DictReader(StringIO(text), restkey="more")
    try:
        columns = rows.fieldnames or ()
        if {"date", "subject_nl"} - {*columns} or {*columns} - {*COLUMNS}:
            raise UnusableFile(f"The file of days needs the columns {', '.join(COLUMNS)}.")
        numbered = [(f"line {number}", row) for number, row in enumerate(rows, start=2)]
    except csv.Error as error:
        raise UnusableFile(f"The file of days is not CSV: {error}.") from error
    return _with_days(FoundYear(slug), numbered, _day_of_row)


def _with_days(found: FoundYear, said: Iterable[tuple[str, Any]], read_one: Any) -> FoundYear:
    seen: set[date] = set()
    for where, one in said:
        try:
            day = read_one(one)
            if day.on in seen:
                raise _Misfit("this day stands in the file twice.")
        except _Misfit as reason:
            found.problems.append(Problem(where, str(reason)))
        else:
            seen.add(day.on)
            found.days.append(day)
    return found


def _table(text: str) -> dict[str, Any]:
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnusableFile(f"The file of the year is not YAML: {shown(error, 200)}.") from error
    known = {"slug", "starts_on", "ends_on", "days", *LANGUAGES}
    if not isinstance(said, dict) or {*map(str, said)} - known:
        raise UnusableFile(f"The file of the year says {', '.join(sorted(known))} and nothing else.")
    return said


def _day_of(said: Any) -> FoundDay:
    known = {"day", "area", "owner", *LANGUAGES}
    if not isinstance(said, dict) or {*map(str, said)} - known:
        raise _Misfit(f"a day says {', '.join(sorted(known))} and nothing else.")
    return FoundDay(
        # Not `on`: that word is a yes to YAML.
        on=_day(said.get("day"), "day"),
        area=_line(said.get("area") or "", "area"),
        owner=_line(said.get("owner") or "", "owner"),
        words=_words(said, DAY_WORDS),
    )


def _day_of_row(row: Mapping[str, Any]) -> FoundDay:
    if "more" in row or None in row.values():
        raise _Misfit("it has more or fewer cells than there are columns.")
    try:
        on = date.fromisoformat(row["date"].strip())
    except ValueError:
        raise _Misfit("date must be a day such as 2027-04-15.") from None
    said = {
        language: {name: row.get(f"{name}_{language}", "") for name in DAY_WORDS}
        for language in LANGUAGES
        if row.get(f"subject_{language}", "").strip()
    }
    area, owner = (_line(row.get(name, ""), name) for name in ("area", "owner"))
    return FoundDay(on, area, owner, _words(said, DAY_WORDS))


def _words(said: Mapping[str, Any], names: tuple[str, ...]) -> Words:
    """Read the words of each language; the first of the names has to be said, in one language at least."""
    found = {language: dict(_fields(said[language], names)) for language in LANGUAGES if said.get(language)}
    if not found:
        raise _Misfit(f"it must say {names[0]} in nl or en.")
    if any(not words[names[0]] for words in found.values()):
        raise _Misfit(f"per language it must say {names[0]}.")
    return found


def _fields(said: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not isinstance(said, dict) or said.keys() - {*names}:
        raise _Misfit(f"per language it says {', '.join(names)} and nothing else.")
    for name in names:
        value = said.get(name) or ""
        if not isinstance(value, str) or len(value) > LONGEST or not all(map(is_fit, value.split("\n"))):
            raise _Misfit(f"{name} must be a text of at most {LONGEST:,} characters.")
        yield name, value.strip()


def _line(said: Any, name: str) -> str:
    if not isinstance(said, str) or not is_fit(said) or len(said) > LONGEST:
        raise _Misfit(f"{name} must be a line of text.")
    return said.strip()


def _day(said: Any, name: str) -> date:
    if type(said) is not date:
        raise _Misfit(f"{name} must be a day such as 2027-04-15.")
    return said

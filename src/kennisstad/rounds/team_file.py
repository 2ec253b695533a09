# SPDX-License-Identifier: EUPL-1.2
"""Read teams and their wishes from a CSV or JSON file; what is wrong is said in the reader's language.

Wishes are numbers of questions in the round: `3 > 1 = 4 > 2` wants 3 most, then 1 and 4 equally, then 2.
In JSON they may also be a list, `[3, [1, 4], 2]`.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

NEEDED = ("name", "wishes")
OPTIONAL = ("course", "email", "language", "languages")
LONGEST_NAME, LONGEST_EMAIL, MOST_TEAMS = 60, 320, 20_000
LANGUAGES = ("nl", "en")
_TIERS = re.compile(r"\d{1,6}(\s*[=>]\s*\d{1,6})*", re.ASCII)
_EMAIL = re.compile(r"""[^@\s,;:<>()\[\]"\\]+@[^@\s,;:<>()\[\]"\\.]+(\.[^@\s,;:<>()\[\]"\\.]+)+""")
"""One address: a comma or an angle bracket would make a letter go to somebody else as well."""


@dataclass(frozen=True)
class FoundTeam:
    where: str
    name: str
    wishes: tuple[tuple[int, ...], ...]
    """Numbers of questions, from most to least wanted; those of one tuple equally."""
    course: str = ""
    """The code of a course that takes part; needed where more than one does."""
    email: str = ""
    language: str = "nl"
    """In which we write to it."""
    languages: tuple[str, ...] = ()
    """What it can work in; empty for any."""


@dataclass
class TeamFile:
    teams: list[FoundTeam] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Unfit(ValueError):
    """One team cannot be used."""


def read(text: str) -> TeamFile:
    """Read every team, and what is wrong with those that do not fit, line by line.

    Raises:
        UnusableFile: it is neither CSV with these columns nor a JSON list, or it holds no or too many teams.
    """
    found, names = TeamFile(), set[str]()
    rows = _from_json(text) if text.lstrip().startswith(("[", "{")) else _from_csv(text)
    for number, (where, row) in enumerate(rows, start=1):
        if number > MOST_TEAMS:
            raise UnusableFile(_("There are more than %(most)d teams in this file.") % {"most": MOST_TEAMS})
        try:
            team = _team(where, row)
            if team.name in names:
                raise _Unfit(_("a team called “%(name)s” is in the file twice.") % {"name": shown(team.name)})
            names.add(team.name)
            found.teams.append(team)
        except _Unfit as unfit:
            found.problems.append(Problem(where, str(unfit)))
    if not found.teams and not found.problems:
        raise UnusableFile(_("There is no team in this file."))
    return found


def _from_csv(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
            said = {"wanted": ", ".join(NEEDED), "missing": missing[0]}
            raise UnusableFile(
                _("The first line must name the columns %(wanted)s: %(missing)s not found.") % said
            )
        for row in reader:
            yield _("line %(number)d") % {"number": reader.line_num}, row
    except csv.Error as error:
        raise UnusableFile(
            _("This is not a CSV file: line %(line)d is broken.") % {"line": reader.line_num}
        ) from error


def _from_json(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableFile(
            _("This is not JSON: line %(line)d is broken. Was it cut off?") % {"line": error.lineno}
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnusableFile(_("This JSON is nested too deep, or holds a number that is too long.")) from error
    teams = said.get("teams") if isinstance(said, dict) else said
    if not isinstance(teams, list):
        raise UnusableFile(_("Write a list of teams, or an object with a list “teams”."))
    for number, row in enumerate(teams, start=1):
        yield _("team %(number)s") % {"number": number}, row if isinstance(row, dict) else {}


def _team(where: str, row: Mapping[str, Any]) -> FoundTeam:
    name = _words(row, "name", LONGEST_NAME)
    if not name:
        raise _Unfit(_("it has no name."))
    email, language = _words(row, "email", LONGEST_EMAIL), _words(row, "language", 2) or "nl"
    if email and not _EMAIL.fullmatch(email):
        raise _Unfit(_("the e-mail address is not one."))
    if language not in LANGUAGES:
        raise _Unfit(
            _("“%(found)s” is no language that we write in; it is nl or en.") % {"found": shown(language)}
        )
    return FoundTeam(
        where=where,
        name=name,
        wishes=_wishes(row.get("wishes")),
        course=_words(row, "course", 100),
        email=email,
        language=language,
        languages=_languages(row.get("languages")),
    )


def _words(row: Mapping[str, Any], column: str, longest: int) -> str:
    written = row.get(column) or ""
    if not isinstance(written, str) or not is_fit(written):
        raise _Unfit(_("“%(column)s” is no text that can be shown.") % {"column": column})
    if len(written := written.strip()) > longest:
        said = {"column": column, "number": len(written), "most": longest}
        raise _Unfit(_("“%(column)s” has %(number)d characters, more than %(most)d.") % said)
    return written


def _wishes(written: Any) -> tuple[tuple[int, ...], ...]:
    if isinstance(written, list):
        tiers = [tier if isinstance(tier, list) else [tier] for tier in written]
        if not all(type(number) is int and 0 < number < 100_000 for tier in tiers for number in tier):
            raise _Unfit(_("a wish is no number of a question."))
        return tuple(tuple(tier) for tier in tiers if tier)
    if not isinstance(written, str):
        raise _Unfit(_("wishes are missing."))
    try:
        return tiers_in(written)
    except ValueError as error:
        raise _Unfit(
            _("the wishes “%(found)s” cannot be read; write them as 3 > 1 = 4 > 2.")
            % {"found": shown(written.strip())}
        ) from error


def tiers_in(written: str) -> tuple[tuple[int, ...], ...]:
    """Read numbers with > or = between them, as in 3 > 1 = 4 > 2; none for an empty text.

    Raises:
        ValueError: it is anything else.
    """
    if not (written := written.strip()):
        return ()
    if not _TIERS.fullmatch(written):
        raise ValueError(written)
    return tuple(tuple(int(number) for number in tier.split("=")) for tier in written.split(">"))


def _languages(written: Any) -> tuple[str, ...]:
    listed = written if isinstance(written, list) else str(written or "").split()
    if not all(isinstance(one, str) and re.fullmatch("[a-z]{2}", one) for one in listed):
        raise _Unfit(_("languages are two letters each, such as: nl en."))
    return tuple(sorted(set(listed)))

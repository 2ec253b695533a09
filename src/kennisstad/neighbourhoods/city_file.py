# SPDX-License-Identifier: EUPL-1.2
"""Read the city and its desk from a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kennisstad.lib.files import UnusableFile, is_fit
from kennisstad.neighbourhoods.postcode import FIRST_PC4, LAST_PC4

LANGUAGES = ("nl", "en")
WORDS = {
    "name": 80,
    "municipality_code": 6,
    "desk_name": 120,
    "address": 400,
    "postcode": 7,
    "place": 80,
    "phone": 30,
    "email": 254,
}
"""The texts of a city and how long each may be."""
NEEDED = ("name", "municipality_code", "desk_name")
LONGEST_HOURS = 1000
DAYS = {"look_days": 2, "answer_days": 5}
"""What the desk promises, in working days, where the file says nothing."""
MOST_DAYS = 60

_MUNICIPALITY = re.compile(r"GM[0-9]{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class FoundCity:
    """What the file says: words by field name, the postcodes, and opening hours by language."""

    words: Mapping[str, str]
    postcode_first: int
    postcode_last: int
    opening_hours: Mapping[str, str]
    days: Mapping[str, int]


def read(text: str) -> FoundCity:
    """Read a city.

    Raises:
        UnusableFile: it is no TOML, something is missing, unknown, too long or of the wrong kind.
    """
    said = _table(text)
    words = {field: _words(said, field, most) for field, most in WORDS.items()}
    _refuse_empty(words)
    _refuse_misspelt(words)
    first, last = _pc4(said, "postcode_first"), _pc4(said, "postcode_last")
    if first > last:
        raise UnusableFile("The city file's postcode_first comes after its postcode_last.")
    days = {field: _days(said, field, usual) for field, usual in DAYS.items()}
    return FoundCity(words, first, last, _hours(said), days)


def _table(text: str) -> dict[str, Any]:
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnusableFile(f"The city file is not TOML: {error}.") from error
    except ValueError as error:
        raise UnusableFile("The city file holds a number that is too long.") from error
    known = {*WORDS, *DAYS, "postcode_first", "postcode_last", "opening_hours"}
    if unknown := sorted(said.keys() - known):
        raise UnusableFile(f"The city file has unknown names: {', '.join(unknown)}.")
    return said


def _words(said: Mapping[str, Any], field: str, most: int) -> str:
    value = said.get(field, "")
    if not isinstance(value, str) or len(value.strip()) > most or not _lines_fit(value):
        raise UnusableFile(f"The city file's {field} must be a text of at most {most} characters.")
    return value.strip()


def _lines_fit(value: str) -> bool:
    return all(is_fit(line) for line in value.split("\n"))


def _refuse_empty(words: Mapping[str, str]) -> None:
    if missing := [field for field in NEEDED if not words[field]]:
        raise UnusableFile(f"The city file must say {', '.join(missing)}.")


def _refuse_misspelt(words: Mapping[str, str]) -> None:
    if not _MUNICIPALITY.fullmatch(words["municipality_code"]):
        raise UnusableFile("The city file's municipality_code must be GM and four digits.")
    if words["email"] and not _EMAIL.fullmatch(words["email"]):
        raise UnusableFile("The city file's email is not a mail address.")


def _pc4(said: Mapping[str, Any], field: str) -> int:
    value = said.get(field)
    if not isinstance(value, int) or not FIRST_PC4 <= value <= LAST_PC4:
        raise UnusableFile(f"The city file's {field} must be a number of four digits.")
    return value


def _hours(said: Mapping[str, Any]) -> dict[str, str]:
    hours = said.get("opening_hours", {})
    if not isinstance(hours, dict) or not hours or hours.keys() - set(LANGUAGES):
        raise UnusableFile("The city file must say opening_hours in nl, en or both.")
    return {language: _words(hours, language, LONGEST_HOURS) for language in hours}


def _days(said: Mapping[str, Any], field: str, usual: int) -> int:
    value = said.get(field, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_DAYS:
        raise UnusableFile(f"The city file's {field} must be a number of working days from 1 to {MOST_DAYS}.")
    return value

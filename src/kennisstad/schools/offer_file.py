# SPDX-License-Identifier: EUPL-1.2
"""Read offers to schools from a YAML file, or from a CSV file with the same names as columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown
from kennisstad.schools.classes import CLASSES, SUBJECTS

LANGUAGES = ("nl", "en")
LINES = ("key", "partner", "place", "district", "price_per", "spoken", "contact_email")
NUMBERS = ("minutes", "price_cents")
LISTS: Mapping[str, Mapping[str, object]] = {"classes": CLASSES, "subjects": SUBJECTS}
WORDS = ("title", "does", "gives", "brings", "access", "contact")
NEEDED = ("key", "partner", "place", "minutes", "classes")
MOST, LONGEST_WORDS, LARGEST = 5_000, 3_000, 9_999_999


@dataclass(frozen=True)
class FoundOffer:
    """An offer as the file has it; the model judges whether its fields are fit."""

    partner: str
    """The key of one."""
    district: str
    """The code of one; may be empty."""
    facts: Mapping[str, Any]
    classes: tuple[str, ...]
    subjects: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]

    @property
    def key(self) -> str:
        return str(self.facts["key"])


@dataclass
class OfferFile:
    offers: list[FoundOffer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Unfit(ValueError):
    """One entry cannot be used."""


def read(text: str, *, is_csv: bool) -> OfferFile:
    """Read offers; one that does not fit is left out with the reason.

    Raises:
        UnusableFile: it is no YAML or CSV, or holds no list of offers.
    """
    found, seen = OfferFile(), set()
    for number, entry in enumerate(_from_csv(text) if is_csv else _from_yaml(text), start=1):
        where = f"offer {number}"
        try:
            offer = _offer(entry)
            where = f"offer {shown(offer.key)}"
            if offer.key in seen:
                raise _Unfit("this key stands in the file twice.")
            seen.add(offer.key)
            found.offers.append(offer)
        except _Unfit as error:
            found.problems.append(Problem(where, str(error)))
    if not found.offers and not found.problems:
        raise UnusableFile("There is no offer in this file.")
    return found


def _from_yaml(text: str) -> list[Any]:
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnusableFile(f"The file of offers is not YAML: {shown(error, 200)}.") from error
    entries = said.get("offers") if isinstance(said, dict) else None
    if not isinstance(entries, list) or len(entries) > MOST:
        raise UnusableFile(f"Write at most {MOST} offers as a list under `offers:`.")
    return entries


def _from_csv(text: str) -> Iterator[dict[str, Any]]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        if "key" not in (reader.fieldnames or ()):
            raise UnusableFile(
                "The first line must name the columns: key, partner, place, minutes, classes, …"
            )
        for number, row in enumerate(reader, start=1):
            if number > MOST or None in row:
                raise UnusableFile(
                    f"There are more than {MOST} rows, or a row has more cells than the first."
                )
            yield _nested({name: value for name, value in row.items() if value})
    except csv.Error as error:
        raise UnusableFile(f"This is no CSV: {error}.") from error


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """Put `title_nl` of a row where YAML has it: `title` under `nl`."""
    for language in LANGUAGES:
        words = {name: row.pop(f"{name}_{language}") for name in WORDS if f"{name}_{language}" in row}
        if words:
            row[language] = words
    return row


def _offer(entry: Any) -> FoundOffer:
    if not isinstance(entry, dict):
        raise _Unfit("it is no table of names and values.")
    if unknown := sorted(map(str, entry.keys() - {*LINES, *NUMBERS, *LISTS, *LANGUAGES})):
        raise _Unfit(f"unknown names: {shown(', '.join(unknown))}.")
    if missing := [name for name in NEEDED if not entry.get(name)]:
        raise _Unfit(f"it does not say {', '.join(missing)}.")
    lines = {name: _line(name, entry[name]) for name in LINES if name in entry}
    numbers = {name: _number(name, entry[name]) for name in NUMBERS if name in entry}
    words = {language: _words(entry[language]) for language in LANGUAGES if language in entry}
    if not words:
        raise _Unfit("it has words in no language.")
    partner, district = lines.pop("partner"), lines.pop("district", "")
    chosen = {name: _chosen(name, entry.get(name, ())) for name in LISTS}
    return FoundOffer(partner, district, lines | numbers, chosen["classes"], chosen["subjects"], words)


def _line(name: str, value: Any) -> str:
    if not isinstance(value, str) or not is_fit(value):
        raise _Unfit(f"{name} must be one line of text.")
    return value.strip()


def _number(name: str, value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= len(str(LARGEST)):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise _Unfit(f"{name} must be a whole number of at most {LARGEST}; it is {shown(value)}.")
    return value


def _chosen(name: str, value: Any) -> tuple[str, ...]:
    """Read a list, or words with spaces between them."""
    listed = value.split() if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise _Unfit(f"{name} must be a list of words.")
    if unknown := [one for one in listed if one not in LISTS[name]]:
        raise _Unfit(f"{name}: {shown(unknown[0])} is unknown; use {', '.join(LISTS[name])}.")
    return tuple(one for one in LISTS[name] if one in listed)


def _words(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or value.keys() - set(WORDS):
        raise _Unfit(f"per language it may say {', '.join(WORDS)} and nothing else.")
    for said in value.values():
        if not isinstance(said, str) or len(said) > LONGEST_WORDS or not all(map(is_fit, said.split("\n"))):
            raise _Unfit(f"its words must be texts of at most {LONGEST_WORDS:,} characters.")
    words = {name: value.get(name, "").strip() for name in WORDS}
    if not words["title"] or not words["does"]:
        raise _Unfit("per language it must say title and does.")
    return words

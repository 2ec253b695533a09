# SPDX-License-Identifier: EUPL-1.2
"""Read organisations, and the groups and desks that can be asked, from a TOML file."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

LANGUAGES = ("nl", "en")
LISTS = ("partner", "expert")
LONGEST_WORDS = 5_000

Words = dict[str, dict[str, str]]
"""Per language the fields of the text."""


@dataclass(frozen=True)
class FoundPartner:
    """An organisation as the file has it; the model judges whether its fields are fit."""

    fields: dict[str, str]
    words: Words = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.fields["key"]


@dataclass(frozen=True)
class FoundExpert:
    """A group or desk of the organisation with the key `partner`."""

    fields: dict[str, str]
    partner: str
    words: Words = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.fields["key"]


@dataclass(frozen=True)
class PartnerFile:
    partners: list[FoundPartner] = field(default_factory=list)
    experts: list[FoundExpert] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


PARTNER_FIELDS = ("key", "name", "kind", "address", "postcode", "place", "website", "ror")
EXPERT_FIELDS = ("key", "kind")
WORDS = {"partner": ("about",), "expert": ("name", "about", "works")}
NEEDED_WORDS = {"partner": (), "expert": ("name", "about")}


def read(text: str) -> PartnerFile:
    """Read organisations, groups and desks; an entry that does not fit is left out with the reason.

    Raises:
        UnusableFile: it is no TOML, or has other lists than `partner` and `expert`.
    """
    said, found = _table(text), PartnerFile()
    for entry in _fit(said.get("partner", []), "partner", PARTNER_FIELDS, found.problems):
        found.partners.append(FoundPartner(_texts(entry, PARTNER_FIELDS), _words(entry, "partner")))
    for entry in _fit(said.get("expert", []), "expert", (*EXPERT_FIELDS, "partner"), found.problems):
        expert = FoundExpert(_texts(entry, EXPERT_FIELDS), entry.get("partner", ""), _words(entry, "expert"))
        found.experts.append(expert)
    return found


def _table(text: str) -> dict[str, Any]:
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnusableFile(f"The partner file is not TOML: {error}.") from error
    except ValueError as error:
        raise UnusableFile("The partner file holds a number that is too long.") from error
    if unknown := sorted(said.keys() - set(LISTS)):
        raise UnusableFile(
            f"The partner file has unknown lists: {shown(', '.join(unknown))}. "
            "Write [[partner]] and [[expert]] only."
        )
    if not all(isinstance(said.get(name, []), list) for name in LISTS):
        raise UnusableFile("Write organisations under [[partner]], groups and desks under [[expert]].")
    return said


def _fit(
    entries: Iterable[Any], kind: str, fields: tuple[str, ...], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    keys = set()
    for number, entry in enumerate(entries, start=1):
        where = f"{kind} {number}"
        if isinstance(entry, dict) and isinstance(entry.get("key"), str) and is_fit(entry["key"]):
            where = f"{kind} {shown(entry['key'])}"
        if reason := _wrong(entry, kind, fields):
            problems.append(Problem(where, reason))
        elif entry["key"] in keys:
            problems.append(Problem(where, "this key stands in the file twice."))
        else:
            keys.add(entry["key"])
            yield entry


def _wrong(entry: Any, kind: str, fields: tuple[str, ...]) -> str:
    """Say what is wrong with an entry as a whole; nothing when its parts can be read."""
    if not isinstance(entry, dict):
        return "it is no table of names and texts."
    if unknown := sorted(entry.keys() - {*fields, *LANGUAGES}):
        return f"unknown names: {shown(', '.join(unknown))}."
    if not entry.get("key"):
        return "it has no key."
    if bad := [name for name in fields if not _is_line(entry.get(name, ""))]:
        return f"{', '.join(bad)} must be one line of text."
    return next(filter(None, (_wrong_words(entry[lang], kind) for lang in LANGUAGES if lang in entry)), "")


def _wrong_words(words: Any, kind: str) -> str:
    names = WORDS[kind]
    if not isinstance(words, dict) or words.keys() - set(names):
        return f"per language it may say {', '.join(names)} and nothing else."
    if not all(map(_are_words, words.values())):
        return f"its words must be texts of at most {LONGEST_WORDS:,} characters."
    if missing := [name for name in NEEDED_WORDS[kind] if not words.get(name, "").strip()]:
        return f"per language it must say {', '.join(missing)}."
    return ""


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and is_fit(value)


def _are_words(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_WORDS and all(map(is_fit, value.split("\n")))


def _texts(entry: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    return {name: entry[name].strip() for name in fields if name in entry}


def _words(entry: Mapping[str, Any], kind: str) -> Words:
    return {
        language: {name: entry[language].get(name, "").strip() for name in WORDS[kind]}
        for language in LANGUAGES
        if language in entry
    }

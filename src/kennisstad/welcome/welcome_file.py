# SPDX-License-Identifier: EUPL-1.2
"""Read steps, venues and figures for the press from YAML; an entry that does not fit is left out and told.

The shape stands in docs/how-to/welcome-newcomers.md; whether a value is fit is judged by the model.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

LANGUAGES = ("nl", "en")
KINDS = ("student", "employee", "researcher", "family", "entrepreneur")
LONGEST_FILE = 2_000_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FIELDS: dict[str, dict[str, type]] = {
    "steps": {
        "key": str,
        "phase": str,
        "place": int,
        "for": list,
        "passport": str,
        "counted_from": str,
        "due": int,
        "unit": str,
        "known_on": date,
    },
    "venues": {
        **dict.fromkeys(("key", "name", "address", "postcode", "place", "website", "step_free"), str),
        "rooms": list,
    },
    "press": {"key": str, "place": int, "number": int, "holds_on": date},
}
NEEDED = {
    "steps": ("key", "phase", "known_on"),
    "venues": ("key", "name"),
    "press": ("key", "number", "holds_on"),
}
WORDS = {
    "steps": ("title", "task", "why", "where", "address", "source"),
    "venues": ("about",),
    "press": ("unit", "definition", "source"),
}
ROOM: dict[str, type] = {
    "name": str,
    "theatre": int,
    "classroom": int,
    "reception": int,
    "is_example": bool,
    "source": str,
    "known_on": date,
}


class Unfit(ValueError):
    """An entry says something it should not, or leaves something out."""


@dataclass(frozen=True)
class Found:
    """One entry: what the model keeps, its words per language, and a venue's rooms."""

    kind: str
    values: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, str]]
    rooms: tuple[Mapping[str, Any], ...] = ()

    @property
    def key(self) -> str:
        return str(self.values["key"])


@dataclass
class WelcomeFile:
    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(text: str) -> WelcomeFile:
    """Read a file.

    Raises:
        UnusableFile: it is no YAML, or has none of the lists `steps`, `venues` and `press`.
    """
    if len(text) > LONGEST_FILE:
        raise UnusableFile("The file is larger than 2 MB: that is no list of steps, venues and figures.")
    try:
        # Safe: the loader is one of the two safe ones.
        said = yaml.load(text, Loader=_LOADER)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnusableFile(f"The file is not YAML: {shown(error, 200)}.") from error
    if not isinstance(said, dict) or not said or said.keys() - FIELDS.keys():
        raise UnusableFile("The file must have the lists steps, venues or press, and nothing else.")
    file = WelcomeFile()
    for kind, rows in said.items():
        _read_rows(file, kind, rows if isinstance(rows, list) else [rows])
    return file


def _read_rows(file: WelcomeFile, kind: str, rows: Iterable[object]) -> None:
    seen = set[str]()
    for number, row in enumerate(rows, start=1):
        try:
            one = _entry(kind, row, number)
            if one.key in seen:
                raise Unfit(f"the key {shown(one.key)} stands here twice")
        except Unfit as unfit:
            file.problems.append(Problem(f"{kind} {number}", str(unfit)))
            continue
        seen.add(one.key)
        file.found.append(one)


def _entry(kind: str, row: object, number: int) -> Found:
    if not isinstance(row, dict):
        raise Unfit("this is no entry with names and values")
    given = {name: value for name, value in row.items() if name not in LANGUAGES}
    values = _fitted(given, FIELDS[kind], NEEDED[kind])
    texts = {language: _words(kind, row[language]) for language in LANGUAGES if row.get(language)}
    if not texts:
        raise Unfit("it has no words in nl or en")
    rooms = tuple(_fitted(room, ROOM, ("name", "known_on")) for room in values.pop("rooms", []))
    if kind != "venues":
        # The order of the file is the order of the page.
        values.setdefault("place", number)
    if kind == "steps":
        values |= _for_whom(values.pop("for", list(KINDS)))
    return Found(kind, values, texts, rooms)


def _fitted(row: object, kinds: Mapping[str, type], needed: Iterable[str]) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise Unfit("a room is no entry with names and values")
    if unknown := sorted(map(str, row.keys() - kinds.keys())):
        raise Unfit(f"unknown name {shown(unknown[0])}")
    if missing := [name for name in needed if row.get(name) in (None, "")]:
        raise Unfit(f"{missing[0]} is missing")
    for name, value in row.items():
        # By type itself: for Python true is a number as well.
        if value is not None and type(value) is not kinds[name]:
            raise Unfit(f"{name} is of the wrong kind: {shown(value)}")
        if isinstance(value, str) and not is_fit(value):
            raise Unfit(f"{name} must be one line of plain text")
    return {name: value for name, value in row.items() if value is not None}


def _for_whom(named: list[Any]) -> dict[str, bool]:
    if not named or (unknown := [kind for kind in named if kind not in KINDS]):
        raise Unfit(f"for names nobody we know: {shown(unknown[0] if named else 'nobody')}")
    return {f"for_{kind}": kind in named for kind in KINDS}


def _words(kind: str, said: object) -> dict[str, str]:
    if not isinstance(said, dict) or said.keys() - set(WORDS[kind]):
        raise Unfit(f"the words of {kind} are: {', '.join(WORDS[kind])}")
    if wrong := [name for name, words in said.items() if not isinstance(words, str)]:
        raise Unfit(f"{wrong[0]} is no text")
    found = {name: " ".join(words.split()) for name, words in said.items()}
    if wrong := [name for name, words in found.items() if not is_fit(words)]:
        raise Unfit(f"{wrong[0]} holds signs that no text has")
    return found

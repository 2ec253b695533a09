# SPDX-License-Identifier: EUPL-1.2
"""Read campuses, sites, housing projects and spin-offs from a YAML file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

LANGUAGES = ("nl", "en")
LONGEST = 2_000
PLACE = {"name": str, "lon": float, "lat": float}
SOURCE = {"source": str, "source_on": date, "status": str}
SHAPES: dict[str, dict[str, type]] = {
    "campuses": {**PLACE, "website": str},
    "sites": PLACE,
    "housing": {**PLACE, **SOURCE, "address": str, "whom": str, "developer": str},
    "spin_offs": {**SOURCE, "name": str, "founded_in": int, "field": str, "website": str},
}
"""Per list the fields of an entry and what each of them is; which ones are needed, the model says."""
TIES = {
    "campuses": ("district", "institutions"),
    "sites": ("district", "campus"),
    "housing": ("district",),
    "spin_offs": ("district", "campus", "institutions"),
}
WORDS = {"campuses": "summary", "sites": "purpose", "housing": "summary", "spin_offs": "about"}
FIGURE = {"units": int, "ready_in": int, "source": str, "as_of": date}
NAMES = {str: "a line of text", float: "a number", int: "a whole number", date: "a day such as 2026-11-01"}


@dataclass(frozen=True)
class FoundRow:
    """An entry as the file has it; the model judges whether its fields are fit."""

    kind: str
    """The list that it stands in."""
    key: str
    fields: dict[str, Any]
    district: str = ""
    campus: str = ""
    institutions: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    figures: tuple[dict[str, Any], ...] = ()

    @property
    def where(self) -> str:
        return f"{self.kind} {shown(self.key)}"


@dataclass(frozen=True)
class CampusFile:
    rows: list[FoundRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Misfit(ValueError):
    """One entry cannot be read; the message is the reason."""


def read(text: str) -> CampusFile:
    """Read what stands in each list; an entry that does not fit is left out with the reason.

    Raises:
        UnusableFile: it is no YAML, or has other lists than these.
    """
    said, found = _lists(text), CampusFile()
    for kind in SHAPES:
        seen: set[str] = set()
        for number, entry in enumerate(said.get(kind) or [], start=1):
            try:
                row = _row(kind, entry)
                if row.key in seen:
                    raise _Misfit("this key stands in the file twice.")
            except _Misfit as reason:
                found.problems.append(Problem(_where(kind, number, entry), str(reason)))
            else:
                seen.add(row.key)
                found.rows.append(row)
    return found


def _lists(text: str) -> dict[str, Any]:
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnusableFile(f"The campus file is not YAML: {shown(error, 200)}.") from error
    wanted = f"Write lists called {', '.join(SHAPES)}."
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said):
        raise UnusableFile(f"The campus file holds no lists. {wanted}")
    if unknown := sorted(said.keys() - SHAPES.keys()):
        raise UnusableFile(f"The campus file has unknown lists: {shown(', '.join(unknown))}. {wanted}")
    if not all(isinstance(entries, list | None) for entries in said.values()):
        raise UnusableFile(f"One of the campus file's lists is no list. {wanted}")
    return said


def _where(kind: str, number: int, entry: Any) -> str:
    key = entry.get("key") if isinstance(entry, dict) else None
    return f"{kind} {shown(key) if isinstance(key, str) else number}"


def _row(kind: str, entry: Any) -> FoundRow:
    if not isinstance(entry, dict):
        raise _Misfit("it is no table of names and values.")
    fields, ties = SHAPES[kind], TIES[kind]
    known = {"key", *fields, *ties, *LANGUAGES, *(["figures"] if kind == "housing" else [])}
    if unknown := sorted(map(str, entry.keys() - known)):
        raise _Misfit(f"unknown names: {shown(', '.join(unknown))}.")
    key = _value(entry.get("key"), str, "key")
    if not key:
        raise _Misfit("it has no key.")
    return FoundRow(
        kind=kind,
        key=key,
        fields=_values(entry, fields),
        district=_value(entry.get("district") or "", str, "district"),
        campus=_value(entry.get("campus") or "", str, "campus"),
        institutions=_keys(entry.get("institutions") or []),
        words={
            language: _words(entry[language], WORDS[kind]) for language in LANGUAGES if entry.get(language)
        },
        figures=_figures(entry.get("figures") or []),
    )


def _figures(said: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise _Misfit("figures must be a list of tables.")
    if any(one.keys() - FIGURE.keys() for one in said):
        raise _Misfit(f"a figure says {', '.join(FIGURE)} and nothing else.")
    return tuple(_values(one, FIGURE) for one in said)


def _values(entry: Mapping[str, Any], fields: Mapping[str, type]) -> dict[str, Any]:
    return {
        name: _value(entry[name], kind, name) for name, kind in fields.items() if entry.get(name) is not None
    }


def _value(value: Any, kind: type, name: str) -> Any:
    if kind is float and type(value) is int:
        value = float(value) if abs(value) < 1_000 else math.inf
    if type(value) is not kind or not _is_fit(value):
        raise _Misfit(f"{name} must be {NAMES[kind]}.")
    return value.strip() if isinstance(value, str) else value


def _is_fit(value: Any) -> bool:
    if isinstance(value, str):
        return is_fit(value) and len(value) <= LONGEST
    return not isinstance(value, float) or math.isfinite(value)


def _keys(said: Any) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise _Misfit("institutions must be a list of keys of partners.")
    return tuple(_value(one, str, "institutions") for one in said)


def _words(said: Any, name: str) -> str:
    if not isinstance(said, dict) or said.keys() - {name}:
        raise _Misfit(f"per language it may say {name} and nothing else.")
    words = said.get(name)
    if not isinstance(words, str) or len(words) > LONGEST or not all(map(is_fit, words.split("\n"))):
        raise _Misfit(f"{name} must be a text of at most {LONGEST:,} characters.")
    return words.strip()

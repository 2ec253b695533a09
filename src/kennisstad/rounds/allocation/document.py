# SPDX-License-Identifier: EUPL-1.2
"""The JSON format: docs/reference/allocation-format.md and `format.schema.json` say what it holds."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, NoReturn

from kennisstad.rounds.allocation.instance import (
    Cap,
    CapKind,
    Course,
    Exclusion,
    Instance,
    Policy,
    Question,
    Supervisor,
    Team,
    Tiers,
    Ties,
)  # fmt: skip
from kennisstad.rounds.allocation.unreadable import MOST_ENTRIES, MOST_NUMBER, MOST_SEED, Flaw, Unreadable

RECORDS: Mapping[str, type] = {
    "teams": Team,
    "questions": Question,
    "supervisors": Supervisor,
    "courses": Course,
    "caps": Cap,
    "exclusions": Exclusion,
}
NEEDED = ("teams", "questions")
Path = tuple[str | int, ...]
_HALVES = re.compile("[\ud800-\udfff]")


class _Flawed(Exception):
    """Something is wrong at this path; which line that is, is looked up once."""

    def __init__(self, flaw: Flaw, path: Path, expected: str = "", found: object = "") -> None:
        self.flaw, self.path, self.expected = flaw, path, expected
        self.found = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def read(text: str) -> tuple[Instance, Policy | None, int | None]:
    """Read an instance from JSON.

    Raises:
        Unreadable: it is not JSON, is cut off, or is not as the format says.
    """
    try:
        return _instance(_parsed(text))
    except _Flawed as flawed:
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in flawed.path)
        raise Unreadable(
            flawed.flaw,
            line=_line(text, flawed.path),
            path=path.removeprefix("."),
            expected=flawed.expected,
            found=flawed.found,
        ) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        flaw = (
            Flaw.CUT_OFF if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg else Flaw.NOT_JSON
        )
        raise Unreadable(flaw, line=error.lineno, found=error.msg) from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(Flaw.NOT_JSON, found=str(error)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise Unreadable(Flaw.TWICE, path=next(name for name, often in times.items() if often > 1))
    return found


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(Flaw.NOT_JSON, found=constant)


def _instance(document: Any) -> tuple[Instance, Policy | None, int | None]:
    if not isinstance(document, dict):
        raise _Flawed(Flaw.TYPE, (), "an object", document)
    if document.get("version") != 1 or isinstance(document["version"], bool):
        raise _Flawed(Flaw.NO_VERSION, ("version",) * ("version" in document), "1", document.get("version"))
    _names(document, {*RECORDS, "version", "closures", "ties", "policy", "seed"}, NEEDED, ())
    lists = {name: _records(document.get(name, []), kind, name) for name, kind in RECORDS.items()}
    closures = document.get("closures", True)
    if not isinstance(closures, bool):
        raise _Flawed(Flaw.TYPE, ("closures",), "true or false", closures)
    policy, seed = document.get("policy"), document.get("seed")
    return (
        Instance(**lists, closures=closures, ties=_member(Ties)(document.get("ties", Ties.LOTS), ("ties",))),
        None if policy is None else _member(Policy)(policy, ("policy",)),
        None if seed is None else _number(seed, ("seed",), MOST_SEED),
    )


def _names(entry: Mapping[str, Any], known: set[str], needed: tuple[str, ...], path: Path) -> None:
    for name in needed:
        if name not in entry:
            raise _Flawed(Flaw.MISSING, path, name)
    for name in entry:
        if name not in known:
            raise _Flawed(Flaw.UNKNOWN, (*path, name), found=name)


def _records(entries: Any, kind: type, name: str) -> tuple[Any, ...]:
    if not isinstance(entries, list):
        raise _Flawed(Flaw.TYPE, (name,), "a list", entries)
    if len(entries) > MOST_ENTRIES:
        raise _Flawed(Flaw.TOO_LONG, (name,), str(MOST_ENTRIES), str(len(entries)))
    parts = fields(kind)
    known = {part.name: part.default for part in parts}
    needed = tuple(part.name for part in parts if part.default is MISSING)
    return tuple(kind(**_fields(entry, known, needed, (name, place))) for place, entry in enumerate(entries))


def _fields(
    entry: Any, known: Mapping[str, object], needed: tuple[str, ...], path: Path
) -> dict[str, object]:
    if not isinstance(entry, dict):
        raise _Flawed(Flaw.TYPE, path, "an object", entry)
    if not (entry.keys() <= known.keys() and all(name in entry for name in needed)):
        _names(entry, {*known}, needed, path)
    return {
        name: None if value is None and known[name] is None else READERS[name](value, (*path, name))
        for name, value in entry.items()
    }


def _text(value: Any, path: Path) -> str:
    if not isinstance(value, str):
        raise _Flawed(Flaw.TYPE, path, "a text", value)
    if not value.isascii() and _HALVES.search(value):
        # Half a character cannot be written down, and lots are drawn from what is written.
        raise _Flawed(Flaw.TYPE, path, "a text", ascii(value))
    return value


def _number(value: Any, path: Path, most: int = MOST_NUMBER) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Flawed(Flaw.TYPE, path, "a whole number", value)
    if abs(value) > most:
        raise _Flawed(Flaw.TOO_LONG, path, str(most), value)
    return value


def _texts(value: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Flawed(Flaw.TYPE, path, "a list", value)
    return tuple(_text(one, (*path, place)) for place, one in enumerate(value))


def _tiers(value: Any, path: Path) -> Tiers:
    if not isinstance(value, list):
        raise _Flawed(Flaw.TYPE, path, "a list", value)
    return tuple(
        (one,) if isinstance(one, str) else _texts(one, (*path, place))
        for place, one in enumerate(value)
        if one != []
    )


def _day(value: Any, path: Path) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Flawed(Flaw.TYPE, path, "a day such as 2027-02-01", value) from None


def _member(kind: Callable[[Any], Any]) -> Callable[[Any, Path], Any]:
    def member(value: Any, path: Path) -> Any:
        try:
            return kind(value)
        except ValueError:
            expected = " or ".join(str(one) for one in kind)  # type: ignore[attr-defined]
            raise _Flawed(Flaw.TYPE, path, expected, value) from None

    return member


READERS: Mapping[str, Callable[[Any, Path], object]] = {
    **dict.fromkeys(
        ("id", "course", "level", "fixed", "supervisor", "asker", "team", "question", "reason"), _text
    ),
    **dict.fromkeys(("lower", "upper", "target", "load", "weight"), _number),
    **dict.fromkeys(("levels", "languages", "districts"), _texts),
    **dict.fromkeys(("wishes", "priority"), _tiers),
    **dict.fromkeys(("needed_by", "ends_on"), _day),
    "kind": _member(CapKind),
}
"""How the fields of all records are read; fields of one name are of one kind."""


def _line(text: str, path: Path) -> int:
    """Give the line on which what stands at a path begins, from 1, in a text that is JSON."""
    decoder = json.JSONDecoder()
    at = _past(text, 0, " \t\r\n")
    for step in path:
        at = _past(text, at + 1, " \t\r\n")
        place = 0
        while True:
            name: str | int = place
            if isinstance(step, str):
                name, at = decoder.raw_decode(text, at)
                at = _past(text, at, " \t\r\n:")
            if name == step:
                break
            at = _past(text, decoder.raw_decode(text, at)[1], " \t\r\n,")
            place += 1
    return text.count("\n", 0, at) + 1


def _past(text: str, at: int, spaces: str) -> int:
    while text[at] in spaces:
        at += 1
    return at

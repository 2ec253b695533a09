# SPDX-License-Identifier: EUPL-1.2
"""A version as Markdown that a person can read, correct and give back; nothing gets lost on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from kennisstad.agreement.exchange.outline import Part, escaped, read, spoken
from kennisstad.agreement.exchange.plain import Plain, as_plain, from_plain
from kennisstad.agreement.exchange.record import (
    ArticleRecord,
    BudgetRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    OwnerRecord,
    PartyRecord,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.lib.files import UnusableFile, shown

SHAPES: Mapping[str, type] = {
    "themes": ThemeRecord,
    "articles": ArticleRecord,
    "commitments": CommitmentRecord,
    "figures": FigureRecord,
    "facts": FactRecord,
}
HEADED = {
    "themes": "key",
    "articles": "number",
    "commitments": "key",
    "figures": "measured_on",
    "facts": "topic",
}
"""What stands in the heading of each of them, behind what it is."""
TITLE_AND_TEXT: Mapping[type, tuple[str, str]] = {
    VersionRecord: ("name", "summary"),
    ThemeRecord: ("name", "summary"),
    ArticleRecord: ("title", "body"),
    CommitmentRecord: ("", "sentence"),
    FigureRecord: ("", "definition"),
    FactRecord: ("", "statement"),
}
ROWS: Mapping[str, tuple[str, ...]] = {
    "parties": ("partner", "joined_on", "left_on", "name"),
    "steps": ("old", "new"),
    "owners": ("partner", "share"),
}
"""Lists of short records: one line each, the key first, a free text last."""
TRUTHS = {"yes": True, "no": False}
HELLO = (
    "<!-- Each line that begins with > is somebody's own words. Write days as 2027-04-15; "
    "`kennisstad agreement import` reads this file. -->"
)


def to_markdown(version: VersionRecord) -> str:
    """Write a version as Markdown, its words in both languages."""
    said = as_plain(version)
    blocks = [f"# Agreement {said.pop('key')}", HELLO, *_body(said, VersionRecord)]
    for name in ("parties", "themes", "steps", "articles", "commitments", "facts"):
        if many := said.get(name):
            blocks.append(f"## {name.capitalize()}")
            blocks += _rows(name, many) if name in ROWS else _sections(name, many, "###")
    return "\n\n".join(blocks) + "\n"


def _sections(name: str, many: list[Plain], marks: str) -> Iterator[str]:
    for said in many:
        own = dict(said)
        yield f"{marks} {name.removesuffix('s').capitalize()} {escaped(str(own.pop(HEADED[name])))}"
        yield from _body(own, SHAPES[name])
        yield from _sections("figures", own.get("figures", []), "####")


def _body(said: Plain, shape: type) -> Iterator[str]:
    lines = [f"- {_label(name)}: {_shown(value)}" for name, value in said.items() if _is_line(value)]
    lines += [f"- owner: {_row('owners', one)}" for one in said.get("owners", ())]
    lines += [f"- budget {_label(name)}: {_shown(value)}" for name, value in said.get("budget", {}).items()]
    if lines:
        yield "\n".join(lines)
    title, text = TITLE_AND_TEXT[shape]
    full = {lang: {title: "", text: ""} | words for lang, words in said["texts"].items()}
    yield from spoken(full, title=title, text=text)


def _is_line(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _label(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escaped(str(value))


def _rows(name: str, many: list[Plain]) -> Iterator[str]:
    yield "\n".join(f"- {_row(name, one)}" for one in many)


def _row(name: str, said: Plain) -> str:
    return "; ".join(f"{_label(part)} {_shown(said[part])}" for part in ROWS[name] if said.get(part))


def from_markdown(text: str) -> VersionRecord:
    """Read a version that `to_markdown` wrote, or somebody in the same form.

    Raises:
        UnusableFile: it is not of this form; the message says where.
    """
    parts = read(text).parts
    if len(parts) != 1 or not parts[0].heading.startswith("Agreement "):
        raise UnusableFile(
            'The file is no agreement as Markdown: it must have one heading "# Agreement KEY".'
        )
    (whole,) = parts
    said = _plain(whole, VersionRecord) | {"key": whole.heading.removeprefix("Agreement ")}
    for part in whole.parts:
        name = part.heading.lower()
        if name in said or name not in {*SHAPES, *ROWS} - {"owners", "figures"}:
            raise UnusableFile(f"Line {part.line}: {shown(part.heading)!r} is unknown here, or there twice.")
        rows, sections = (_lines(name, part), []) if name in ROWS else ([], _read_sections(name, part.parts))
        said[name] = rows or sections
    return from_plain(VersionRecord, said, "The agreement")


def _read_sections(name: str, parts: list[Part]) -> list[Plain]:
    found = []
    for part in parts:
        what, _blank, key = part.heading.partition(" ")
        if what.lower() != name.removesuffix("s") or not key:
            raise UnusableFile(f"Line {part.line}: {shown(part.heading)!r} is no heading of {name}.")
        said = _plain(part, SHAPES[name]) | {HEADED[name]: key}
        if name == "commitments":
            said["figures"] = _read_sections("figures", part.parts)
        found.append(said)
    return found


def _plain(part: Part, shape: type) -> Plain:
    title, text = TITLE_AND_TEXT[shape]
    names = {"title": title, "text": text}
    said: Plain = {
        "texts": {
            lang: {names.get(label) or label: words for label, words in told.items()}
            for lang, told in part.words.items()
        }
    }
    for label, value in part.named:
        name = label.replace(" ", "_")
        if name == "owner":
            said.setdefault("owners", []).append(_read_row("owners", value, part.line))
        elif name.startswith("budget_"):
            _put(said.setdefault("budget", {}), BudgetRecord, name.removeprefix("budget_"), value, part.line)
        else:
            _put(said, shape, name, value, part.line)
    return said


def _put(said: Plain, shape: type, name: str, value: str, line: int) -> None:
    """Say one thing, of the kind that the record wants."""
    if name in said:
        raise UnusableFile(f"Under line {line} the {_label(name)} is said twice.")
    usual = next((one.type for one in fields(shape) if one.name == name), None)
    if usual is bool:
        if value not in TRUTHS:
            raise UnusableFile(f"Under line {line}: {shown(value)!r} is neither yes nor no.")
        said[name] = TRUTHS[value]
    elif usual in (int, int | None):
        said[name] = _whole(value, line)
    else:
        said[name] = value


def _whole(value: str, line: int) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 6):
        raise UnusableFile(f"Under line {line}: {shown(value)!r} is no whole number.")
    return int(value)


def _lines(name: str, part: Part) -> list[Plain]:
    return [_read_row(name, line, part.line) for line in part.items]


ROW_SHAPES = {"parties": PartyRecord, "owners": OwnerRecord}


def _read_row(name: str, line: str, number: int) -> Plain:
    """Read `partner lumc; joined on 2017-07-01; name …`; the name is last, and may hold anything."""
    said: Plain = {}
    left = ROWS[name]
    rest = line
    while rest:
        part = next((one for one in left if rest.startswith(f"{_label(one)} ")), None)
        if part is None:
            raise UnusableFile(f"Under line {number}: {shown(line)!r} is no line of {name}.")
        rest = rest.removeprefix(f"{_label(part)} ")
        said[part], _end, rest = (rest, "", "") if part == "name" else rest.partition("; ")
        left = tuple(one for one in left if one != part)
    return said

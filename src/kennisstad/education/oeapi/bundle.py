# SPDX-License-Identifier: EUPL-1.2
"""A saved source: one JSON object with the lists of an institution, a file of it, or a folder of files."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kennisstad.education.oeapi.pages import Page
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import KEYS, Version, spoken_by
from kennisstad.lib.sources import Unreadable

PAGE_SIZE = 250
LARGEST_FILE = 100_000_000

Bundle = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """A source that is wholly in memory."""

    name: str
    fingerprint: str
    version: Version
    lists: Mapping[Kind, list[object]]
    gaps: Mapping[Kind, str]
    by_course: bool = False

    def pages(self, kind: Kind, *, first: int = 1, course_id: str = "") -> Iterator[Page]:
        items = self.lists.get(kind, [])
        count = max(1, -(-len(items) // PAGE_SIZE))
        for number in range(first, count + 1):
            part = items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
            last = number == count
            yield Page(number, part, last, self.gaps.get(kind, "") if last else "")


def from_path(path: Path, version: Version | None = None) -> Saved:
    """Read a saved file, or every .json file of a folder in the order of their names.

    Raises:
        Unreadable: nothing is there, it is too large, not JSON, or holds none of the lists.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise Unreadable(f"The folder {path} holds no .json file.")
    contents = [_content(file) for file in files]
    whole = hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents))
    bundles = [parsed(content, name=str(file)) for file, content in zip(files, contents, strict=True)]
    return from_bundles(bundles, name=str(path.resolve()), fingerprint=whole.hexdigest(), version=version)


def from_bundles(
    bundles: list[Bundle], *, name: str, fingerprint: str = "", version: Version | None = None
) -> Saved:
    """Take bundles together as one source, for example what `json.load` gave.

    Raises:
        Unreadable: a list is no list, all are missing, or the version cannot be told.
    """
    lists: dict[Kind, list[object]] = {}
    gaps: dict[Kind, str] = {}
    for kind, value in _lists(bundles):
        items, cut_off = _items(value, kind)
        lists.setdefault(kind, []).extend(items)
        if cut_off:
            gaps[kind] = f"The saved list of {kind} says that more pages follow."
    if not lists:
        names = ", ".join(key for keys in KEYS.values() for key in keys)
        raise Unreadable(f"{name} holds none of these lists: {names}.")
    for kind in set(Kind) - lists.keys():
        gaps[kind] = f"There is no list of {kind}."
    return Saved(name, fingerprint, version or _version(bundles, lists, name), lists, gaps)


def parsed(content: bytes, *, name: str) -> Bundle:
    """Read one JSON object.

    Raises:
        Unreadable: it is cut off, not JSON at all, or no object.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"{name} is not whole JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{name} is not JSON in UTF-8.") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{name} is not a JSON object with lists.")
    return found


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"{file} is larger than {LARGEST_FILE // 1_000_000} MB.")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise Unreadable("That is not the name of a file.") from error


def _lists(bundles: list[Bundle]) -> Iterator[tuple[Kind, object]]:
    for bundle in bundles:
        for kind, keys in KEYS.items():
            for key in keys:
                if key in bundle:
                    yield kind, bundle[key]


def _items(value: object, kind: Kind) -> tuple[list[object], bool]:
    """Give the items of a list, a paged answer or a list of paged answers; and whether it is cut off."""
    pages = value if _is_pages(value) else [value]
    items: list[object] = []
    cut_off = False
    for page in pages if isinstance(pages, list) else []:
        found = page.get("items") if isinstance(page, dict) else page
        if not isinstance(found, list):
            raise Unreadable(f"The list of {kind} is neither a list nor a paged answer.")
        items += found
        cut_off = isinstance(page, dict) and page.get("hasNextPage") is True
    return items, cut_off


def _is_pages(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(page, dict) and isinstance(page.get("items"), list) for page in value)
    )


def _version(bundles: list[Bundle], lists: Mapping[Kind, list[object]], name: str) -> Version:
    found = spoken_by(item for items in lists.values() for item in items)
    if found:
        return found
    keys = {key for bundle in bundles for key in bundle}
    six, five = keys & {"organisations", "courseOfferings"}, keys & {"organizations", "offerings"}
    if bool(six) == bool(five):
        raise Unreadable(f"{name} may be version 5 or 6 of the standard: say which with --version.")
    return Version.V6 if six else Version.V5

# SPDX-License-Identifier: EUPL-1.2
"""Single values of an item: text made clean, days, numbers, ids and languages; or why they do not fit."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from kennisstad.lib.cleaning import one_line

Item = Mapping[str, Any]

NAME_LENGTH = 300
DESCRIPTION_LENGTH = 20_000
ID_LENGTH = 100
CODE_LENGTH = 100
LARGEST_NUMBER = 10_000
YEARS = range(1950, 2200)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~-]*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![A-Za-z0-9])")
_TWO_LETTERS = {"nld": "nl", "dut": "nl", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr"}


class Misfit(Exception):
    """A value does not fit; the message is the reason, for people."""


def shown(value: object, *, length: int = 60) -> str:
    """Quote a value of a stranger's in a sentence of ours: on one line, and short."""
    text = one_line(value) if isinstance(value, str) else str(value)[: length + 1]
    return f"“{text[:length]}…”" if len(text) > length else f"“{text}”"


def language_of(tag: object) -> str:
    """Give the language of a tag such as nl-NL, nld or en in two letters where it has them, else empty."""
    found = _LANGUAGE.match(tag.strip().lower()) if isinstance(tag, str) else None
    return _TWO_LETTERS.get(found.group(), found.group()) if found else ""


def identifier(value: object, *, of: str) -> str:
    """Give an id as it can stand in a table and in an address.

    Raises:
        Misfit: it is missing or too long, or has characters that no id needs.
    """
    if value is None or value == "":
        raise Misfit(f"it has no {of}")
    if not isinstance(value, str) or len(value) > ID_LENGTH or not _ID.fullmatch(value):
        raise Misfit(f"{of} {shown(value)} is not an id")
    # A UUID may be written in capitals and is still the same.
    return value.lower() if len(value) == 36 and value.count("-") == 4 else value


def reference(item: Item, name: str) -> str:
    """Give the id of another record, written as `…Id`, as an id, or as that whole record; empty if none."""
    value = item.get(f"{name}Id") or item.get(name)
    if isinstance(value, Mapping):
        value = value.get(f"{name}Id")
    return identifier(value, of=f"{name}Id") if value else ""


def nested(item: Item, name: str) -> Item:
    """Give a record that stands whole inside this one, or an empty one."""
    value = item.get(name)
    return value if isinstance(value, Mapping) else {}


def day(item: Item, name: str, *, zone: tzinfo) -> date | None:
    """Give the day of a date, or of a moment as it is in this time zone.

    Raises:
        Misfit: there is a value, and it is not a day that exists, or lies outside 1950 to 2199.
    """
    if (value := item.get(name)) is None:
        return None
    try:
        found = _day(value, zone)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in YEARS:
        raise Misfit(f"{name} {shown(value)} is not a date")
    return found


def _day(value: object, zone: tzinfo) -> date | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    if _DAY.fullmatch(value):
        return date.fromisoformat(value)
    if not _MOMENT.fullmatch(value):
        return None
    moment = datetime.fromisoformat(value.upper())
    return (moment.astimezone(zone) if moment.tzinfo else moment).date()


def number(item: Item, name: str) -> int | None:
    """Give a whole number from 1 to 10,000.

    Raises:
        Misfit: there is a value, and it is something else.
    """
    if (value := item.get(name)) is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LARGEST_NUMBER:
        raise Misfit(f"{name} {shown(value)} is not a whole number from 1 to {LARGEST_NUMBER}")
    return value


def one_of(item: Item, name: str, known: Sequence[str]) -> str:
    """Give a word of a closed list, or nothing when it is not said.

    Raises:
        Misfit: there is a value, and it is none of them.
    """
    if (value := item.get(name)) is None:
        return ""
    if value not in known:
        raise Misfit(f"{name} {shown(value)} is none of {', '.join(known)}")
    return str(value)


def several(item: Item, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give words of a closed list.

    Raises:
        Misfit: there is a value, and it is no list of them.
    """
    value = item.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Misfit(f"{name} {shown(value)} is not a list")
    return tuple(one_of({name: word}, name, known) for word in value)

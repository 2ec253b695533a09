# SPDX-License-Identifier: EUPL-1.2
"""Where records come from, and tags in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LONGEST_RECORD = 10_000
MOST_TAGS = 100
_NAME = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE
)


class Type(StrEnum):
    TXT = "TXT"
    A = "A"
    AAAA = "AAAA"
    MX = "MX"


class Standing(StrEnum):
    FOUND = "found"
    NONE = "none"
    """The domain says that there is no such record."""
    NO_ANSWER = "no-answer"
    """Nobody answered: whether there is one is not known."""
    NOT_GIVEN = "not-given"
    """We were handed some records, and this was not among them."""


@dataclass(frozen=True)
class Answer:
    standing: Standing
    values: tuple[str, ...] = ()


class Records(Protocol):
    def get(self, name: str, kind: Type) -> Answer:
        """Give the records of a name; never raises."""


@dataclass(frozen=True)
class NothingGiven:
    """Knows no record at all."""

    def get(self, name: str, kind: Type) -> Answer:
        return Answer(Standing.NOT_GIVEN)


NOTHING_GIVEN = NothingGiven()


def is_name(text: str) -> bool:
    """Say whether this can be the name of a domain, written in ASCII (IDNA)."""
    return _NAME.fullmatch(text.removesuffix(".")) is not None


def tags_of(record: str) -> Mapping[str, str] | None:
    """Read `name=value; name=value` (RFC 6376, 3.2); nothing when it is not written so or names one twice."""
    found: dict[str, str] = {}
    for piece in record[:LONGEST_RECORD].strip().removesuffix(";").split(";", MOST_TAGS):
        name, equals, value = piece.partition("=")
        name = name.strip()
        if not equals or not re.fullmatch(r"[A-Za-z]\w{0,40}", name, re.ASCII) or name in found:
            return None
        found[name] = value.strip()
    return found

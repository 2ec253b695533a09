# SPDX-License-Identifier: EUPL-1.2
"""Why a text is not an instance, and how much is read at most."""

from enum import StrEnum

MOST_TEXT = 200_000_000
"""Characters."""
MOST_ENTRIES = 200_000
"""Of one list."""
MOST_NUMBER = 10**9
MOST_SEED = 2**53 - 1
"""The largest whole number that every programme that reads JSON reads exactly."""


class Flaw(StrEnum):
    """Why a text cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    """`found` is longer than may be: `expected` at most."""
    CUT_OFF = "cut-off"
    """The text ends before the JSON does."""
    NOT_JSON = "not-json"
    TWICE = "twice"
    """A name stands twice in one object."""
    NO_VERSION = "no-version"
    """The document is of another version than 1."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """A name that the format does not have."""
    TYPE = "type"
    """`expected` says what should stand where `found` stands."""
    ORDER = "order"
    """The text format numbers its lines from 1."""
    TIES = "ties"
    """Brackets that do not close, or close what is not open."""


class Unreadable(Exception):
    """The text is not an instance."""

    def __init__(
        self, flaw: Flaw, *, line: int = 0, path: str = "", expected: str = "", found: str = ""
    ) -> None:
        parts = [f"line {line}" if line else "", path, str(flaw), expected and f"expected {expected}", found]
        super().__init__(": ".join(part for part in parts if part))
        self.flaw, self.line, self.path, self.expected, self.found = flaw, line, path, expected, found[:80]

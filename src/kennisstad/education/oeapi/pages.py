# SPDX-License-Identifier: EUPL-1.2
"""What every source gives: pages of items, list by list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import Version


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `gap` says what the source itself leaves out after it."""

    number: int
    items: Sequence[object]
    last: bool
    gap: str = ""


class Source(Protocol):
    """Where an import reads from.

    `name` and `fingerprint` together say that two runs read the same thing. Where `by_course` is true,
    offerings are asked for course by course.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def version(self) -> Version: ...

    @property
    def by_course(self) -> bool: ...

    def pages(self, kind: Kind, *, first: int = 1, course_id: str = "") -> Iterator[Page]:
        """Give the pages of one list from this number on.

        Raises:
            BrokenOff: the source stopped answering.
        """
        ...

# SPDX-License-Identifier: EUPL-1.2
"""What every box can do."""

from collections.abc import Callable
from typing import Protocol

from kennisstad.mail.reports.mime import MOST_BYTES

Take = Callable[[bytes], bool]
"""Gets the first megabyte of a message, and says whether a person should look at it."""

__all__ = ["MOST_BYTES", "Box", "BoxUnusable", "Take"]


class BoxUnusable(OSError):
    """The box cannot be read now, in one sentence; a later try may go well."""


class Box(Protocol):
    def check(self) -> None:
        """Look whether it can be emptied, and change nothing.

        Raises:
            BoxUnusable: it cannot.
        """

    def empty(self, take: Take, *, most: int) -> None:
        """Hand over what is new, about `most` messages at the most.

        Raises:
            BoxUnusable: it cannot be read, or not any further.
        Whatever `take` raises ends it as well; that message stays new.
        """

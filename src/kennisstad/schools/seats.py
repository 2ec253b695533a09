# SPDX-License-Identifier: EUPL-1.2
"""Who fits in a moment, and who moves up from its waiting list. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Room:
    """The seats of a moment, and what is taken of them."""

    seats: int
    """Pupils at most."""
    one_class: bool = False
    """One class comes, however small."""
    pupils: int = 0
    classes: int = 0

    @property
    def left(self) -> int:
        """How many pupils still fit."""
        return 0 if self.one_class and self.classes else max(0, self.seats - self.pupils)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    def fits(self, pupils: int) -> bool:
        return 0 < pupils <= self.left

    def could_fit(self, pupils: int) -> bool:
        """Say whether so many would fit if nobody else came."""
        return 0 < pupils <= self.seats

    def with_class(self, pupils: int) -> "Room":
        return replace(self, pupils=self.pupils + pupils, classes=self.classes + 1)


def moving_up(room: Room, waiting: Sequence[tuple[int, int]]) -> list[int]:
    """Choose who gets the seats that came free.

    Args:
        waiting: number and pupils of each booking, in the order in which they came.
    Returns:
        The numbers of those who move up: each fits beside those before it, so a class that is too large
        holds nobody up and keeps its place.
    """
    moved = []
    for number, pupils in waiting:
        if room.fits(pupils):
            room = room.with_class(pupils)
            moved.append(number)
    return moved

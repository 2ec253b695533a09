# SPDX-License-Identifier: EUPL-1.2
"""What an import did, counted and told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MOST_SAID = 1_000
"""More lines than this nobody reads; they are counted all the same."""


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "as before"
    LEFT = "left"
    """Works elsewhere by now, as the source says."""
    OTHERS = "of others"
    """Not of the institution that was asked for, or of no partner."""
    OUT = "opted out"


TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.LEFT)


@dataclass
class Report:
    """Counts of authors and works, and a line for each entry that could not be read wholly."""

    authors: Counter[Outcome] = field(default_factory=Counter)
    works: Counter[Outcome] = field(default_factory=Counter)
    unfit: int = 0
    lines: list[str] = field(default_factory=list)
    lines_left_unsaid: int = 0

    def refuse(self, where: str, reason: str) -> None:
        """Count an entry that could not be taken over."""
        self.unfit += 1
        self.say(f"{where}: {reason}")

    def say(self, line: str) -> None:
        if len(self.lines) < MOST_SAID:
            self.lines.append(line)
        else:
            self.lines_left_unsaid += 1

    def told(self) -> Iterator[str]:
        """Give the lines, then one for the authors and one for the works."""
        yield from self.lines
        if self.lines_left_unsaid:
            yield f"… and {self.lines_left_unsaid} lines more."
        for name, counted in (("authors", self.authors), ("works", self.works)):
            yield f"{name}: " + ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome) + "."

    @property
    def sentence(self) -> str:
        """Say in one sentence what was taken over and what was refused."""
        authors, works = (sum(counted[one] for one in TAKEN) for counted in (self.authors, self.works))
        refused = f"{self.unfit} entries were refused" if self.unfit else "nothing was refused"
        return f"{authors} authors and {works} works were taken over; {refused}."

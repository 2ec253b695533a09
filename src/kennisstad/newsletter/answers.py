# SPDX-License-Identifier: EUPL-1.2
"""What many answers in a row say: of the readers, of the mail server, or of ourselves."""

from dataclasses import dataclass, field

from kennisstad.newsletter.bouncing import is_gone
from kennisstad.newsletter.ledger import UNWRITABLE, Landed
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.models.issue import BUSY, FAULT, REFUSED, UNREACHABLE
from kennisstad.newsletter.pace import Trouble

OUR_FAULT, MOST_FAULTS = "fault", 20
"""What stands before the reason when a letter could not be made; so many at a stretch are too many."""
MOST_REFUSED = 50
"""So many not taken at a stretch, for good or for now: that is about us, not about them."""


@dataclass
class Answers:
    """Take how letters landed, one after the other, and say when it is better to stop."""

    trouble: Trouble
    faults: int = field(default=0, init=False)
    deferred: int = field(default=0, init=False)
    refused: list[Landed] = field(default_factory=list, init=False)
    """Refusals at a stretch; held back, because the readers do not pay for what is about us."""

    def take(self, landed: Landed, *, at_s: float) -> list[Landed]:
        """Give what may be written down now; a refusal waits until a letter was taken after it."""
        if landed.reason == UNWRITABLE:
            return [landed]
        if landed.reason.startswith(OUR_FAULT):
            self.faults += 1
            return [landed]
        self.faults = 0
        if not landed.counts:
            self.trouble.again(at_s=at_s)
            return [landed]
        return self._take_answer(landed, at_s=at_s)

    def _take_answer(self, landed: Landed, *, at_s: float) -> list[Landed]:
        self.deferred = self.deferred + 1 if landed.status == Status.WAITING else 0
        if self.deferred >= MOST_REFUSED:
            self.trouble.again(at_s=at_s)
        else:
            self.trouble.over()
        if landed.status == Status.REFUSED and not is_gone(landed):
            self.refused.append(landed)
            return []
        return [*self._released(), landed] if landed.status == Status.SENT else [landed]

    def left_over(self) -> list[Landed]:
        """Give what was held back to the end; nothing when so many were refused that it is about us."""
        return [] if len(self.refused) >= MOST_REFUSED else self._released()

    def _released(self) -> list[Landed]:
        released, self.refused = self.refused, []
        return released

    def why_to_pause(self, *, at_s: float) -> str:
        """Give a key of `WHY_PAUSED`; empty as long as sending goes on."""
        if self.faults >= MOST_FAULTS:
            return FAULT
        if len(self.refused) >= MOST_REFUSED:
            return REFUSED
        if self.trouble.is_too_much(at_s=at_s):
            return BUSY if self.deferred >= MOST_REFUSED else UNREACHABLE
        return ""

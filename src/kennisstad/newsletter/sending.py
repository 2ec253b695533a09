# SPDX-License-Identifier: EUPL-1.2
"""Bring an issue's deliveries away, over connections that stay open.

One thread decides and writes down; a thread for each connection hands letters over. All that landed meanwhile
is written down at once, so it costs little, and no letter leaves before its own mark is in the database.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from kennisstad.mail.bulk_line import CannotBeWritten, Cut, NotTaken, Unreachable
from kennisstad.newsletter import ledger
from kennisstad.newsletter.bouncing import note_refusals
from kennisstad.newsletter.casting import Letters
from kennisstad.newsletter.ledger import Landed, Ready
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.pace import Pace, Trouble

logger = logging.getLogger(__name__)
R = TypeVar("R")

BATCH = 200
"""How many deliveries a sender takes for itself at once."""
LOOK_S = 0.5
"""How often to look whether an editor has paused or stopped the issue."""
BREATH_S = 0.002
"""How long letters that landed wait for others to be written down with; servers answer more slowly."""
PATIENCE_S = 1.0
"""How long to wait for a database that does not answer before asking again."""


FAULT, MOST_FAULTS = "fault", 20
"""What stands before the reason when a letter could not be made; so many at a stretch are too many."""
MOST_REFUSED = 50
"""So many refused for good at a stretch: that is about us, not about them."""

ASKED_NOBODY = (Status.LEFT, Status.NOTHING)
"""Ends that a delivery comes to without the mail server: they say nothing of it."""


class Connection(Protocol):
    """What letters are handed to: a `mail.bulk_line.BulkLine`, or what stands in where none leaves."""

    def send(self, sender: str, to: str, message: bytes) -> None: ...
    def end(self) -> None: ...


@dataclass(frozen=True)
class Sending:
    """What stays the same for all deliveries of an issue."""

    issue_id: int
    letters: Letters
    sender: str
    """The worker's name: what it has taken goes back when it is gone."""
    return_address: Callable[[int], str]
    """Gives the envelope's sender of a delivery, by number."""


class Carrier(threading.Thread):
    """Hands letters to one connection, one at a time, and says how each landed; asks the database nothing."""

    def __init__(self, sending: Sending, open_line: Callable[[], Connection], landed: "SimpleQueue[Landed]"):
        super().__init__(daemon=True)
        self._sending, self._line, self._landed = sending, open_line(), landed
        self._todo: SimpleQueue[Ready | None] = SimpleQueue()
        self.start()

    def give(self, ready: Ready | None) -> None:
        """Give the next letter; nothing means that there is none."""
        self._todo.put(ready)

    def run(self) -> None:
        while (ready := self._todo.get()) is not None:
            self._landed.put(self._brought(ready))
        self._line.end()

    def _brought(self, ready: Ready) -> Landed:
        try:
            return self._handed_over(ready)
        except NotTaken as refusal:
            status = Status.REFUSED if refusal.for_good else Status.WAITING
            return Landed(ready.id, status, str(refusal))
        except Unreachable as problem:
            return Landed(ready.id, Status.WAITING, f"unreachable {problem}", counts=False)
        except Cut as problem:
            return Landed(ready.id, Status.WAITING, f"cut {problem}")
        except CannotBeWritten:
            return Landed(ready.id, Status.REFUSED, "address")
        except Exception as problem:
            # A fault of ours must not hold up the others; when there are many, the issue is paused.
            logger.exception("Delivery %s could not be made.", ready.id)
            return Landed(ready.id, Status.WAITING, f"{FAULT} {type(problem).__name__}")

    def _handed_over(self, ready: Ready) -> Landed:
        if ready.reader is None:
            return Landed(ready.id, Status.LEFT)
        letter = self._sending.letters.for_reader(ready.reader, ready.id)
        if letter is None:
            return Landed(ready.id, Status.NOTHING)
        self._line.send(self._sending.return_address(ready.id), letter.to, letter.message)
        return Landed(ready.id, Status.SENT)


class Sender:
    """Sends one issue until nothing is left that may leave now, or somebody says stop."""

    def __init__(
        self,
        sending: Sending,
        open_line: Callable[[], Connection],
        *,
        connections: int,
        pace: Pace,
        trouble: Trouble,
        stopped: threading.Event,
    ) -> None:
        self._sending, self._stopped = sending, stopped
        self._pace, self._trouble = pace, trouble
        self._landed: SimpleQueue[Landed] = SimpleQueue()
        self._idle = [Carrier(sending, open_line, self._landed) for _number in range(connections)]
        self._busy: dict[int, Carrier] = {}
        self._ready: deque[Ready] = deque()
        self._after, self._looked_at_s, self._may_go_on = 0, 0.0, True
        self._faults, self._refused = 0, 0

    @property
    def has_a_fault(self) -> bool:
        """Say whether so many letters in a row could not be made that it must be ours."""
        return self._faults >= MOST_FAULTS

    @property
    def is_refused(self) -> bool:
        """Say whether the server refuses whatever comes from us."""
        return self._refused >= MOST_REFUSED

    def run(self) -> None:
        """Send; returns when nothing of this sender is in flight and all it did is written down."""
        try:
            while self._goes_on():
                self._take_more()
                if not self._ready and not self._busy:
                    break
                self._turn()
        finally:
            while self._busy:
                self._write_down(self._wait_for_landed(), [])
            for carrier in self._idle:
                carrier.give(None)
            self._ask(lambda: ledger.give_back(sender=self._sending.sender))

    def _goes_on(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at_s >= LOOK_S:
            self._looked_at_s = now
            self._may_go_on = self._ask(Issue.objects.sending().filter(pk=self._sending.issue_id).exists)
        if self.has_a_fault or self.is_refused or self._trouble.is_too_much(at_s=now):
            return False
        return self._may_go_on and not self._stopped.is_set()

    def _take_more(self) -> None:
        if len(self._ready) > BATCH // 4:
            return
        taken = self._ask(self._lease)
        if not taken and self._after and not self._ready:
            # Those that waited for a later moment stand further back.
            self._after = 0
            taken = self._ask(self._lease)
        self._ready.extend(taken)
        self._after = max((one.id for one in taken), default=self._after)

    def _lease(self) -> list[Ready]:
        sending = self._sending
        return ledger.lease(
            sending.issue_id, sender=sending.sender, after=self._after, size=BATCH, at=timezone.now()
        )

    def _turn(self) -> None:
        """Write down what landed, mark the next as in flight in the same commit, and let them leave."""
        leaving = self._next_for(len(self._idle))
        landed = [] if leaving else self._wait_for_landed()
        for one in landed:
            self._judge(one)
        self._write_down(landed, leaving or self._next_for(len(self._idle) + len(landed)))

    def _next_for(self, lines: int) -> list[Ready]:
        now = time.monotonic()
        if self._trouble.asks_for_quiet(at_s=now):
            return []
        count = self._pace.take(min(lines, len(self._ready)), at_s=now)
        return [self._ready.popleft() for _number in range(count)]

    def _wait_for_landed(self) -> list[Landed]:
        """Wait a moment for the first, and a breath for those close behind it: one commit serves them all."""
        landed = self._landed_within(0.05)
        until = time.monotonic() + BREATH_S
        while landed and len(landed) < len(self._busy):
            if not (more := self._landed_within(max(until - time.monotonic(), 0.0))):
                break
            landed += more
        return landed

    def _landed_within(self, seconds: float) -> list[Landed]:
        try:
            return [self._landed.get(timeout=seconds)]
        except Empty:
            return []

    def _write_down(self, landed: list[Landed], leaving: list[Ready]) -> None:
        if not landed and not leaving:
            return
        sender = self._sending.sender

        @transaction.atomic
        def write() -> set[int]:
            at = timezone.now()
            ledger.land(landed, sender=sender, at=at)
            note_refusals(landed, at=at)
            return ledger.take_off([one.id for one in leaving], sender=sender)

        off = self._ask(write)
        for one in landed:
            self._idle.append(self._busy.pop(one.id))
        for ready in leaving:
            if ready.id in off:
                carrier = self._idle.pop()
                self._busy[ready.id] = carrier
                carrier.give(ready)

    def _judge(self, landed: Landed) -> None:
        if landed.status in ASKED_NOBODY:
            return
        self._faults = self._faults + 1 if landed.reason.startswith(FAULT) else 0
        self._refused = self._refused + 1 if landed.status == Status.REFUSED else 0
        if landed.status == Status.WAITING and not landed.counts:
            self._trouble.again(at_s=time.monotonic())
        else:
            self._trouble.over()

    def _ask(self, question: Callable[[], R]) -> R:
        """Ask the database until it answers: what left must be written down, however long it is away."""
        while True:
            try:
                return question()
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer the sender; trying again.")
                connection.close()
                time.sleep(PATIENCE_S)

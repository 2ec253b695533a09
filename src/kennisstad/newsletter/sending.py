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
from kennisstad.newsletter.answers import OUR_FAULT, Answers
from kennisstad.newsletter.bouncing import hold_readers, note_refusals
from kennisstad.newsletter.casting import Letters
from kennisstad.newsletter.ledger import UNWRITABLE, Landed, Ready, Taken
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.models.issue import FAULT
from kennisstad.newsletter.pace import Pace, Trouble

logger = logging.getLogger(__name__)
R = TypeVar("R")

BATCH = 200
"""How many deliveries a sender takes for itself at once."""
LOOK_S = 0.5
"""How often to look whether an editor has paused or stopped the issue."""
BREATH_S = 0.0005
"""How long letters that landed wait for others to be written down with; servers answer more slowly."""
PATIENCE_S = 1.0
"""How long to wait for a database that does not answer before asking again."""


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
            letter = self._sending.letters.for_reader(ready.reader, ready.id)
            self._line.send(self._sending.return_address(ready.id), letter.to, letter.message)
        except NotTaken as refusal:
            status = Status.REFUSED if refusal.for_good else Status.WAITING
            return Landed(ready.id, status, str(refusal), words=refusal.words)
        except Unreachable as problem:
            return Landed(ready.id, Status.WAITING, f"unreachable {problem}", counts=False)
        except Cut as problem:
            return Landed(ready.id, Status.WAITING, f"cut {problem}")
        except CannotBeWritten:
            return Landed(ready.id, Status.REFUSED, UNWRITABLE)
        except Exception as problem:
            # A fault of ours must not hold up the others; when there are many, the issue is paused.
            logger.exception("Delivery %s could not be made.", ready.id)
            return Landed(ready.id, Status.WAITING, f"{OUR_FAULT} {type(problem).__name__}")
        return Landed(ready.id, Status.SENT)


class Sender:
    """Sends one issue until nothing is left that may leave now, or it is better to stop."""

    def __init__(
        self,
        sending: Sending,
        open_line: Callable[[], Connection],
        *,
        connections: int,
        rate: Callable[[], float],
        trouble: Trouble,
        stopped: threading.Event,
    ) -> None:
        """Open no connection yet.

        Args:
            rate: how many letters may leave in a second, asked anew every moment; 0 is without a limit.
        """
        self._sending, self._stopped, self._rate = sending, stopped, rate
        self._pace, self._answers = Pace(0), Answers(trouble)
        self._landed: SimpleQueue[Landed] = SimpleQueue()
        self._idle = [Carrier(sending, open_line, self._landed) for _number in range(connections)]
        self._busy: dict[int, Carrier] = {}
        self._ready: deque[Ready] = deque()
        self._after, self._looked_at_s, self._may_go_on = 0, 0.0, True
        self.why_paused = ""
        """A key of `WHY_PAUSED` when it stopped because of trouble."""

    def run(self) -> None:
        """Send; returns when nothing of this sender is in flight and all it did is written down."""
        try:
            while self._goes_on():
                took = self._take_more()
                if self._ready or self._busy:
                    self._turn()
                elif not took:
                    break
        finally:
            self._end()

    def _end(self) -> None:
        while self._busy:
            self._write_down(self._landed_now(), [])
        self._write_down(self._answers.left_over(), [])
        for carrier in self._idle:
            carrier.give(None)
        self._ask(lambda: ledger.give_back(sender=self._sending.sender))

    def _goes_on(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at_s >= LOOK_S:
            self._looked_at_s = now
            self._may_go_on = self._ask(Issue.objects.sending().filter(pk=self._sending.issue_id).exists)
            self._pace.per_second = self._ask(self._rate)
        self.why_paused = self.why_paused or self._answers.why_to_pause(at_s=now)
        return self._may_go_on and not self.why_paused and not self._stopped.is_set()

    def _take_more(self) -> bool:
        """Take the next ones for this sender when few are left; say whether there were any."""
        if len(self._ready) > BATCH // 4:
            return False
        taken = self._ask(self._lease)
        if not taken.last and self._after and not self._ready:
            # Those that waited for a later moment stand further back.
            self._after = 0
            taken = self._ask(self._lease)
        self._after = taken.last or self._after
        has = self._sending.letters.has_something_for
        nothing = [one.id for one in taken.ready if not has(one.reader)]
        self._ask(lambda: self._end_unsent(nothing))
        self._ready.extend(one for one in taken.ready if one.id not in nothing)
        return bool(taken.last)

    def _lease(self) -> Taken:
        sending = self._sending
        return ledger.lease(
            sending.issue_id, sender=sending.sender, after=self._after, size=BATCH, at=timezone.now()
        )

    def _end_unsent(self, numbers: list[int]) -> None:
        ledger.end_unsent(numbers, Status.NOTHING, sender=self._sending.sender, at=timezone.now())

    def _turn(self) -> None:
        """Write down what landed, mark the next as in flight in the same commit, and let them leave."""
        leaving = self._next()
        landed = [] if leaving else self._landed_now()
        self._write_down(landed, leaving or self._next())

    def _next(self) -> list[Ready]:
        now = time.monotonic()
        if self._answers.trouble.asks_for_quiet(at_s=now):
            return []
        count = self._pace.take(min(len(self._idle), len(self._ready)), at_s=now)
        return [self._ready.popleft() for _number in range(count)]

    def _landed_now(self) -> list[Landed]:
        """Wait a moment for who comes back, and give what may be written down of it."""
        known = []
        for one in self._wait_for_landed():
            self._idle.append(self._busy.pop(one.id))
            known += self._answers.take(one, at_s=time.monotonic())
        return known

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
        try:
            off = self._ask(lambda: self._written(landed, leaving), must=True)
        except Exception:
            # What is not written down is sent once more; going on would send it again and again.
            logger.exception("Deliveries could not be written down.")
            self.why_paused = FAULT
            return
        for ready in leaving:
            if ready.id in off:
                carrier = self._idle.pop()
                self._busy[ready.id] = carrier
                carrier.give(ready)

    def _written(self, landed: list[Landed], leaving: list[Ready]) -> set[int]:
        sender, at, numbers = self._sending.sender, timezone.now(), [one.id for one in leaving]
        if (off := ledger.at_once(landed, numbers, sender=sender, at=at)) is not None:
            return off
        with transaction.atomic():
            hold_readers(landed)
            given_up = ledger.land(landed, sender=sender, at=at)
            note_refusals([*given_up, *(one for one in landed if one.status == Status.REFUSED)], at=at)
            return ledger.take_off(numbers, sender=sender)

    def _ask(self, question: Callable[[], R], *, must: bool = False) -> R:
        """Ask the database until it answers, or until the worker is stopped.

        Args:
            must: however long it is away, for what left must be written down.
        """
        while True:
            try:
                return question()
            except (OperationalError, InterfaceError):
                if self._stopped.is_set() and not must:
                    raise
                logger.exception("The database does not answer the sender; trying again.")
                connection.close()
                time.sleep(PATIENCE_S)

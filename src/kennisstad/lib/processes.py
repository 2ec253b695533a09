# SPDX-License-Identifier: EUPL-1.2
"""The same work on many pieces, in several processes: answers in order, memory that does not grow.

Processes are started anew, not forked: locks, threads and open databases of this one stay out of them.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

TRIES = 3
"""How often a piece is tried while processes that work on it are killed."""
_AHEAD = 3
"""Pieces under way per process: enough that nobody waits, few enough that memory does not grow."""


class Killed(Exception):
    """Processes kept being killed; the message is a sentence for whoever started the work."""


def in_order(
    work: Callable[[Piece], Answer],
    pieces: Iterable[Piece],
    *,
    processes: int,
    prepare: Callable[[], None],
    tell: Callable[[str], None],
) -> Iterator[Answer]:
    """Give the answer to each piece, in the order of the pieces, as they come.

    What processes that were killed had not answered is done once more by new ones.

    Args:
        work, prepare: functions of a module, for other processes find them by name. `prepare` runs once in
            each before its first piece. With one process the work is done right here, unprepared.
        pieces: read a few ahead of the answers and no further.
        tell: gets a sentence whenever a process was killed.
    Raises:
        Killed: it happened three times in a row without one answer in between.
    """
    if processes == 1:
        yield from map(work, pieces)
        return
    crew = _Crew(work, processes, prepare)
    try:
        yield from _answers(crew, iter(pieces), _AHEAD * processes, tell)
    finally:
        crew.leave()


def _answers(
    crew: "_Crew[Piece, Answer]", pieces: Iterator[Piece], ahead: int, tell: Callable[[str], None]
) -> Iterator[Answer]:
    under_way: deque[Piece] = deque()
    kills = 0
    while True:
        under_way += islice(pieces, ahead - len(under_way))
        if not under_way:
            return
        try:
            answer = crew.answer(under_way)
        except BrokenProcessPool:
            kills += 1
            if kills == TRIES:
                raise Killed(
                    f"Processes were killed {TRIES} times in a row; the memory may be full."
                ) from None
            tell("A process was killed. What it was working on is done once more.")
            crew.begin_anew()
            continue
        kills = 0
        under_way.popleft()
        yield answer


class _Crew(Generic[Piece, Answer]):
    """The processes of this moment, and what they have been asked."""

    def __init__(self, work: Callable[[Piece], Answer], processes: int, prepare: Callable[[], None]) -> None:
        self._work, self._processes, self._prepare = work, processes, prepare
        self._asked: deque[Future[Answer]] = deque()
        self._pool = self._started()

    def answer(self, under_way: "deque[Piece]") -> Answer:
        """Wait for the answer to the first piece, with the others asked as well."""
        with _deaf_to_ctrl_c():
            for piece in islice(under_way, len(self._asked), None):
                self._asked.append(self._pool.submit(self._work, piece))
        found = self._asked[0].result()
        self._asked.popleft()
        return found

    def begin_anew(self) -> None:
        self.leave()
        self._asked.clear()
        self._pool = self._started()

    def leave(self) -> None:
        """End the processes, after the piece that each has in hand."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(self._prepare,),
        )


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let processes that start now never hear Ctrl-C; here it is heard a moment later.

    It reaches the whole group, and whoever started them ends them in good order.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[[], None]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare()


def _end_with_parent() -> None:
    """Go when whoever started us is killed: nobody would ask us anything more."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)

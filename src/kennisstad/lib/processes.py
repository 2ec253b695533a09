# SPDX-License-Identifier: EUPL-1.2
"""The same work on many pieces, in several processes: answers in order, memory that does not grow.

Processes are started anew, not forked: locks, threads and open databases of this one stay out of them. Each
has a pipe of its own, so that one which is killed leaves nothing half said in a queue that others read.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

TRIES = 3
"""How often a piece is tried while processes that work on it are killed."""
_AHEAD = 3
"""Pieces under way or answered per process: a slow piece holds nobody up, and memory does not grow."""
_SPAWN = get_context("spawn")


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

    What a process had in hand when it was killed is done once more by a new one. When the answers are read no
    further, the processes are ended in the middle of their work.

    Args:
        work, prepare: functions of a module, for other processes find them by name. `prepare` runs once in
            each before `work` is looked up. With one process the work is done right here, unprepared.
        pieces: read a few ahead of the answers and no further.
        tell: gets a sentence whenever a process was killed.
    Raises:
        Killed: one piece was tried three times, and each time the process was killed.
        Exception: whatever `work` raised.
    """
    if processes == 1:
        yield from map(work, pieces)
        return
    crew = _Crew(work, processes, prepare, tell)
    try:
        yield from _answers(crew, iter(pieces), ahead=_AHEAD * processes)
    finally:
        crew.end()


def _answers(crew: "_Crew[Piece, Answer]", pieces: Iterator[Piece], *, ahead: int) -> Iterator[Answer]:
    under_way: deque[_Task[Piece, Answer]] = deque()
    while True:
        while len(under_way) < ahead and crew.has_idle() and (task := _next(pieces)):
            under_way.append(task)
            crew.give(task)
        if not under_way:
            return
        if under_way[0].answers:
            yield under_way.popleft().answers[0]
        else:
            crew.listen()


@dataclass(eq=False)
class _Task(Generic[Piece, Answer]):
    """A piece, what came of it (nothing or one answer), and how often it was begun."""

    piece: Piece
    answers: list[Answer]
    tries: int = 0


def _next(pieces: Iterator[Piece]) -> "_Task[Piece, Any] | None":
    return next((_Task(piece, []) for piece in pieces), None)


class _Worker:
    """One process at the other end of a pipe."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, prepare), daemon=True)
        with _deaf_to_ctrl_c():
            self.process.start()
        # Only they hold their end now: when they go, we hear it, and the other way round.
        theirs.close()

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Crew(Generic[Piece, Answer]):
    """The processes of this moment, and the task that each has in hand."""

    def __init__(
        self,
        work: Callable[[Piece], Answer],
        processes: int,
        prepare: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._work, self._prepare, self._tell, self._most = work, prepare, tell, processes
        self._idle: list[_Worker] = []
        self._busy: dict[Any, tuple[_Worker, _Task[Piece, Answer]]] = {}

    def has_idle(self) -> bool:
        return len(self._busy) < self._most

    def give(self, task: _Task[Piece, Answer]) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._prepare)
        self._busy[worker.pipe] = worker, task
        task.tries += 1
        try:
            worker.pipe.send((self._work, task.piece))
        except OSError:
            self._replace(worker.pipe)

    def listen(self) -> None:
        """Wait until somebody answered or was killed."""
        heard: list[Any] = list(wait(list(self._busy)))
        for pipe in heard:
            try:
                done, answer = pipe.recv()
            except (EOFError, OSError):
                self._replace(pipe)
                continue
            worker, task = self._busy.pop(pipe)
            self._idle.append(worker)
            if not done:
                raise answer
            task.answers.append(answer)

    def end(self) -> None:
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.end()

    def _replace(self, pipe: Any) -> None:
        worker, task = self._busy.pop(pipe)
        worker.end()
        if task.tries == TRIES:
            raise Killed(f"A process was killed {TRIES} times at the same work: is the memory full?")
        self._tell("A process was killed. What it was working on is done once more.")
        self.give(task)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let a process that starts now never hear Ctrl-C; here it is heard a moment later.

    It reaches the whole group, and whoever started them ends them in good order. Blocking is for the new
    process; here another thread may get the signal, and an interrupted start leaves one without its orders.
    """
    # Starting this one lets the signal through again, so it must not happen in between.
    resource_tracker.ensure_running()
    heard: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
    if heard:
        signal.raise_signal(signal.SIGINT)


def _serve(pipe: Connection, prepare: Callable[[], None]) -> None:
    """Answer until nobody asks any more, also because whoever asked was killed."""
    prepare()
    try:
        while True:
            work, piece = pipe.recv()
            pipe.send(_done(work, piece))
    except (EOFError, OSError):
        return


def _done(work: Callable[[Any], Any], piece: Any) -> tuple[bool, Any]:
    try:
        return True, work(piece)
    except Exception as fault:
        return False, fault

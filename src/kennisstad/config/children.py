# SPDX-License-Identifier: EUPL-1.2
"""Processes of our own: started as copies of this one, stopped together, started again when they fail."""

import ctypes
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from kennisstad.config.greeting import say
from kennisstad.config.refusals import Refusal

Work = Callable[[], object]
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FRESH_S = 60.0
MOST_STARTS = 4
"""A child that starts more often than this within FRESH_S is beyond help."""
GRACE_S = 15.0
"""How long children may finish what they are doing once told to stop."""


def apart(work: Work, *, meanwhile: Work) -> int:
    """Do some work in a process of its own, so that its threads and connections stay out of this one.

    Args:
        meanwhile: what this process does until that work is done.
    Returns:
        The exit status of the work; a refusal is told and gives 1.
    """
    pid = _fork(work)
    meanwhile()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _fork(work: Work) -> int:
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        _be_child(work, parent)
    return pid


def _be_child(work: Work, parent: int) -> NoReturn:
    """Do the work, then end without what the parent left to be done at its own end."""
    status = 1
    try:
        for stop in STOPS:
            signal.signal(stop, signal.SIG_DFL)
        # A group of its own: Ctrl-C reaches the parent alone, which stops the children in good order.
        os.setpgid(0, 0)
        end_with(parent)
        work()
        status = 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def end_with(parent: int) -> None:
    """Let this process be told to stop when the parent ends, even when it is killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=[parent], daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


@dataclass
class Child:
    """A process that must be there as long as we are."""

    name: str
    work: Work
    pid: int = 0
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts = [*self.starts, time.monotonic()]
        self.pid = _fork(self.work)

    def ended(self) -> int | None:
        """Give its exit status once it ended; None as long as it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None

    def is_hopeless(self) -> bool:
        return len([at for at in self.starts if at > time.monotonic() - FRESH_S]) >= MOST_STARTS


class Family:
    """The children of one process."""

    def __init__(self, *children: Child) -> None:
        self.children = children
        self.told_to_stop = False

    def keep(self, each: Callable[[], None]) -> int:
        """Start the children and keep them running until we are told to stop.

        Args:
            each: called several times a second.
        Returns:
            The exit status: 0 when told to stop, 1 when a child cannot be kept running.
        """
        for stop in STOPS:
            # Whoever starts us with nohup wants us to outlive the terminal.
            if stop != signal.SIGHUP or signal.getsignal(stop) != signal.SIG_IGN:
                signal.signal(stop, self._stop)
        for child in self.children:
            child.start()
        try:
            while not self.told_to_stop:
                if hopeless := [child for child in self.children if not self._is_well(child)]:
                    say(f"The {hopeless[0].name} keeps stopping; kennisstad gives up.")
                    return 1
                each()
                time.sleep(0.1)
            return 0
        finally:
            self._end()

    def _stop(self, *_: object) -> None:
        self.told_to_stop = True

    def _is_well(self, child: Child) -> bool:
        """Start a child again that ended; say whether there is hope for it."""
        status = child.ended()
        if status is None or self.told_to_stop:
            return True
        child.pid = 0
        if child.is_hopeless():
            return False
        say(f"The {child.name} stopped ({describe(status)}); starting it again.")
        child.start()
        return True

    def _end(self) -> None:
        """Stop every child, at first kindly."""
        living = [child for child in self.children if child.pid]
        for child in living:
            os.kill(child.pid, signal.SIGTERM)
        until = time.monotonic() + GRACE_S
        while living and time.monotonic() < until:
            living = [child for child in living if child.ended() is None]
            time.sleep(0.05)
        for child in living:
            # With its own children, which share its group.
            os.killpg(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def describe(status: int) -> str:
    return f"exit status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"

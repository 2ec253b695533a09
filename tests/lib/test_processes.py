# SPDX-License-Identifier: EUPL-1.2
"""Work in several processes: in order, whatever is killed, and never far ahead of who reads."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kennisstad.lib import processes
from tests.config.conftest import lives, wait_until

pytestmark = pytest.mark.process


def ready() -> None:
    """Nothing has to be prepared."""


def doubled(number: int) -> int:
    # The first pieces take longest: whoever gives answers as they come gives these last.
    time.sleep(0.05 if number < 3 else 0)
    return 2 * number


def killed_once(piece: tuple[int, str]) -> int:
    number, folder = piece
    if number == 3:
        try:
            (Path(folder) / "killed").touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_answers_come_in_the_order_of_the_pieces_and_reading_keeps_pace():
    read = []

    def pieces():
        for number in range(40):
            read.append(number)
            yield number

    answers = processes.in_order(doubled, pieces(), processes=2, prepare=ready, tell=print)

    assert [next(answers) for _ in range(4)] == [0, 2, 4, 6]
    assert len(read) <= 4 + 2 * 3
    assert list(answers) == [2 * number for number in range(4, 40)]


def test_what_a_killed_process_had_in_hand_is_done_once_more(tmp_path):
    told: list[str] = []
    pieces = [(number, str(tmp_path)) for number in range(12)]

    answers = list(processes.in_order(killed_once, pieces, processes=2, prepare=ready, tell=told.append))

    assert answers == list(range(12))
    assert len(told) == 1


def test_a_piece_that_always_kills_ends_it_in_one_sentence():
    told: list[str] = []
    answers = processes.in_order(killed, iter(range(5)), processes=2, prepare=ready, tell=told.append)

    assert next(answers) == 0
    with pytest.raises(processes.Killed, match="killed 3 times"):
        list(answers)
    assert len(told) == processes.TRIES - 1


def refused(number: int) -> int:
    if number == 2:
        raise ValueError("Two is refused.")
    return number


def test_what_the_work_raises_is_raised_here():
    answers = processes.in_order(refused, range(5), processes=2, prepare=ready, tell=print)

    with pytest.raises(ValueError, match=r"Two is refused\."):
        list(answers)


def test_whoever_is_left_ends_when_the_one_who_asked_is_killed(tmp_path):
    asking = """
from tests.lib import test_processes as test
from kennisstad.lib import processes
answers = processes.in_order(test.who_works, range(10**9), processes=2, prepare=test.ready, tell=print)
for answer in answers:
    print(answer, flush=True)
"""
    script = tmp_path / "asking.py"
    script.write_text("if __name__ == '__main__':\n    " + asking.strip().replace("\n", "\n    "))
    with subprocess.Popen(
        [sys.executable, str(script)], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stdout
        workers = {int(running.stdout.readline()) for _ in range(20)}
        running.kill()

    wait_until(lambda: not any(map(lives, workers)))


def who_works(_number: int) -> int:
    return os.getpid()

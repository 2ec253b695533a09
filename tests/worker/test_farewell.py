# SPDX-License-Identifier: EUPL-1.2
"""A worker that ends waits for what is under way, and until then nobody takes it for lost."""

import threading
from datetime import timedelta

import pytest
from django.test import override_settings

from kennisstad.mail import bulk_line
from kennisstad.worker import actions, working
from tests.config.conftest import wait_until

said: list[str] = []
begun = threading.Event()


def end_slowly(*, stopped: threading.Event, **_told: object) -> None:
    """Be in the middle of a letter when told to stop."""
    begun.set()
    stopped.wait()
    count = len(said)
    wait_until(lambda: said[count:].count("beat") >= 3, seconds=20)
    said.append("letter answered")


def test_a_worker_that_waits_for_an_answer_gives_signs_of_life_and_then_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said.clear()
    begun.clear()
    monkeypatch.setattr(working.signal, "signal", lambda *_given: None)
    monkeypatch.setattr(working.Tasks, "run", lambda _tasks: begun.wait())
    for name, word in {"beat": "beat", "put_back": "", "step_back": "stepped back", "leave": "left"}.items():
        monkeypatch.setattr(actions, name, lambda *_args, word=word, **_told: said.append(word))

    with override_settings(BESIDE_TASKS=[f"{__name__}.end_slowly"]):
        working.work(lost_after=timedelta(seconds=0.3))

    assert said.index("letter answered") < said.index("left") == len(said) - 1
    assert "stepped back" in said


def test_the_farewell_lasts_longer_than_the_answer_to_a_letter_may() -> None:
    assert working.FAREWELL_S > bulk_line.LONGEST_S

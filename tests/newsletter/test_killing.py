# SPDX-License-Identifier: EUPL-1.2
"""Kill -9 at any moment loses no letter, and doubles at most those in flight: one for each connection."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from tests.config.conftest import database_address, wait_until
from tests.newsletter.killing import CONNECTIONS, MAILS, Workers, begun, ends, kill_again_and_again
from tests.newsletter.postbox import Postbox, opened

__all__ = ["database_address"]
pytestmark = pytest.mark.process
KILLS = 20


@pytest.mark.parametrize("workers", [1, 2])
def test_killing_workers_loses_nothing_and_doubles_only_what_was_in_flight(
    tmp_path: Path, database_address: str, workers: int
) -> None:
    site = begun(tmp_path / "home", database_address)

    came = kill_again_and_again(site, kills=KILLS, workers=workers, seed=workers)

    assert (came.lost, came.stray, came.ends) == (0, 0, {"sent": MAILS})
    assert came.most_in_flight <= CONNECTIONS
    assert came.doubled <= KILLS * CONNECTIONS


def test_marking_before_sending_would_lose_letters(tmp_path: Path, database_address: str) -> None:
    """The negative control: the count sees a loss."""
    site = begun(tmp_path / "home", database_address, mails=400)
    postbox = Postbox(slow_s=0.05)

    with (
        opened(postbox),
        closing(Workers(site, postbox, 1, settings="tests.newsletter.marking_before_settings")) as workers,
    ):
        for point in (50, 100, 150):
            wait_until(lambda: postbox.has(point))  # noqa: B023
            workers.kill_one(random.Random(point))
        wait_until(lambda: ends(site) == {"sent": 400})
        wait_until(lambda: postbox.has(400 - 3 * CONNECTIONS))

    assert 0 < 400 - len(postbox.times()) <= 3 * CONNECTIONS


def test_marking_nothing_would_double_letters(tmp_path: Path, database_address: str) -> None:
    """The negative control: the count sees doubles beyond the open connections."""
    site = begun(tmp_path / "home", database_address, mails=400)
    postbox = Postbox()

    with (
        opened(postbox),
        closing(Workers(site, postbox, 1, settings="tests.newsletter.never_marking_settings")) as workers,
    ):
        wait_until(lambda: postbox.has(100))
        workers.kill_one(random.Random(1))
        wait_until(lambda: postbox.has(400))

    assert postbox.doubled() > CONNECTIONS

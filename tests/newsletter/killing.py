# SPDX-License-Identifier: EUPL-1.2
"""Kill the worker again and again while an issue leaves, and count at the mail server what came of it.

A script does it as often as one likes, for `docs/reference/bench.md`:
`python -m tests.newsletter.killing --kills 100 --workers 2` (PostgreSQL when DATABASE_URL names one).
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.config.conftest import ROOT, Site, database_address, free_port, lives, wait_until
from tests.newsletter.postbox import Postbox, opened

PATIENCE_S = 300
STATUS = "SELECT status FROM newsletter_issue"
LOST_AFTER_S = 3
"""Longer than a busy machine keeps a living worker from beating."""
CONNECTIONS = 4
MAILS = 5_000

IN_FLIGHT = "SELECT id FROM newsletter_delivery WHERE status = 'in-flight' AND sender LIKE '%-{pid}-%'"
FILL = """
from django.utils import timezone
from kennisstad.newsletter.models import Reader, Issue, IssueText, Item, ItemText
from kennisstad.newsletter import freezing
now = timezone.now()
Reader.objects.bulk_create([
    Reader(email=f"reader{{n}}@example.org", digest=str(n), language="nl", status="reading",
        asked_at=now, consent_at=now, consent_version="1", consent_words="yes") for n in range({mails})])
issue = Issue.objects.create(number=1, since=now.date(), until=now.date(), status="planned", due_at=now)
IssueText.objects.create(issue=issue, language="nl", subject="Wat er gebeurde", opening="Dit is er gebeurd.")
item = Item.objects.create(issue=issue, section="news", place=0)
ItemText.objects.create(item=item, language="nl", title="Nieuws", words="Er is nieuws.", address="/nieuws/")
freezing.freeze(issue, at=now)
"""


@dataclass
class Killed:
    """What a run came to."""

    mails: int
    workers: int
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    most_in_flight: int = 0
    """By the ledger, of any worker at the moment it was killed."""
    stray: int = 0
    """Copies of letters that were not in flight at any kill."""
    seconds: float = 0.0
    ends: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.mails} mails, {self.workers} workers, {self.kills} kills: {self.lost} lost, "
            f"{self.doubled} doubled ({self.doubled / max(self.kills, 1):.2f} a kill; at most "
            f"{self.most_in_flight} were in flight), {self.stray} other copies, in {self.seconds:.0f} s"
        )


def begun(home: Path, database: str, *, mails: int = MAILS) -> Site:
    """Give a site with so many readers and an issue on its way to them."""
    site = Site(home, database, free_port(), settings="tests.newsletter.site_settings")
    for command in (("migrate", "--run-syncdb", "-v0"), ("shell", "-v0", "-c", FILL.format(mails=mails))):
        told = site.tell(*command)
        assert told.returncode == 0, told.stderr
    return site


class Workers:
    """As many as asked for; a killed one is followed by the next at once."""

    def __init__(self, site: Site, postbox: Postbox, count: int, *, settings: str = "") -> None:
        self._site = site
        site.changed = {"KENNISSTAD_SMTP": f"{postbox.url}&connections={CONNECTIONS}"}
        site.home.mkdir(exist_ok=True)
        site.settings = settings or site.settings
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.newsletter.nursery"],
            env=site.environment(), cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(site.home / "said.txt").open("a"),
        )  # fmt: skip
        self._running: list[int] = []
        for _number in range(count):
            self.start()

    def start(self) -> None:
        """Let one more work."""
        self._running.append(self._start())

    def kill_all(self) -> None:
        while self._running:
            pid = self._running.pop()
            os.kill(pid, signal.SIGKILL)
            wait_until(partial(_is_gone, pid))

    def _start(self) -> int:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(f"{LOST_AFTER_S}\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())

    def kill_one(self, chance: random.Random) -> set[str]:
        """Kill one, start the next, and give the numbers of what the dead one had in flight."""
        number = chance.randrange(len(self._running))
        killed = self._running[number]
        os.kill(killed, signal.SIGKILL)
        wait_until(partial(_is_gone, killed))
        held = self._site.rows(IN_FLIGHT.format(pid=killed))
        self._running[number] = self._start()
        return {str(row[0]) for row in held}

    def close(self) -> None:
        self.kill_all()
        self._nursery.kill()
        self._nursery.communicate()


def _is_gone(pid: int) -> bool:
    return not lives(pid)


def ends(site: Site) -> dict[str, int]:
    rows = site.rows("SELECT status, count(*) FROM newsletter_delivery GROUP BY status")
    return {str(status): int(str(count)) for status, count in rows}  # type: ignore[misc]


def kill_again_and_again(site: Site, *, kills: int, workers: int, seed: int, mails: int = MAILS) -> Killed:
    """Kill a worker at so many points, let the issue come to its end, and count."""
    chance, result, began = random.Random(seed), Killed(mails, workers, kills), time.monotonic()
    postbox, held = Postbox(keep_content=False), [set[str]()]
    with opened(postbox), contextlib.closing(Workers(site, postbox, workers)) as running:
        for point in _points(mails, kills, chance):
            wait_until(partial(postbox.has, point), seconds=PATIENCE_S)
            time.sleep(chance.random() * 0.01)
            held.append(running.kill_one(chance))
        wait_until(lambda: site.rows(STATUS) == [("sent",)], seconds=PATIENCE_S)
    in_flight = set[str]().union(*held)
    copies = [one for one, times in postbox.times().items() if times > 1]
    result.lost, result.doubled, result.ends = mails - len(postbox.times()), postbox.doubled(), ends(site)
    result.most_in_flight = max(map(len, held))
    result.stray = sum(number_in(copy) not in in_flight for copy in copies)
    result.seconds = time.monotonic() - began
    return result


def _points(mails: int, kills: int, chance: random.Random) -> list[int]:
    """Give after how many mails to kill: each somewhere within its own part of the run."""
    part = mails * 0.95 / kills
    return [int(part * (number + chance.random())) for number in range(kills)]


def number_in(message_id: str) -> str:
    """Give the number of a delivery from `<12.abc@city.example>`."""
    return message_id.strip("<>").partition(".")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--mails", type=int, default=25_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    database = contextlib.contextmanager(database_address.__wrapped__)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder, database(None) as address:
        site = begun(Path(folder) / "home", address, mails=given.mails)
        told = kill_again_and_again(
            site, kills=given.kills, workers=given.workers, seed=given.seed, mails=given.mails
        )
        sys.stdout.write(f"seed {given.seed}, {'PostgreSQL' if address else 'SQLite'}: {told}\n")


if __name__ == "__main__":
    main()

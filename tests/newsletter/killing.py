# SPDX-License-Identifier: EUPL-1.2
"""Kill the worker again and again while an issue leaves, and count at the mail server what was lost or doubled.

A script does it as often as one likes, for `docs/reference/bench.md`:
`python -m tests.newsletter.killing --kills 100 --workers 2` (PostgreSQL when DATABASE_URL names one).
"""

import argparse
import contextlib
import random
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.config.conftest import Site, database_address, free_port, wait_until
from tests.newsletter.postbox import Postbox, opened

LOST_AFTER_S = 2
CONNECTIONS = 4
MAILS = 5_000

FILL = """
from django.utils import timezone
from kennisstad.newsletter.models import Reader, Issue, IssueText, Item, ItemText
from kennisstad.newsletter import freezing
now = timezone.now()
Reader.objects.bulk_create([Reader(email=f"reader{{n}}@example.org", digest=str(n), language="nl", status="reading",
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
    most_at_once: int = 0
    """Copies after any one kill."""
    seconds: float = 0.0
    ends: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.mails} mails, {self.workers} workers, {self.kills} kills: {self.lost} lost, "
            f"{self.doubled} doubled ({self.doubled / max(self.kills, 1):.2f} a kill, at most "
            f"{self.most_at_once} after one), in {self.seconds:.0f} s"
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
        if settings:
            site.settings = settings
        self._running = [self._start() for _number in range(count)]

    def _start(self) -> "subprocess.Popen[str]":
        return self._site.begin("worker", "--lost-after", str(LOST_AFTER_S))

    def kill_one(self, chance: random.Random) -> None:
        number = chance.randrange(len(self._running))
        self._running[number].kill()
        self._running[number].wait()
        self._running[number] = self._start()

    def end(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()


def ends(site: Site) -> dict[str, int]:
    rows = site.rows("SELECT status, count(*) FROM newsletter_delivery GROUP BY status")
    return {str(status): int(str(count)) for status, count in rows}  # type: ignore[misc]


def kill_again_and_again(site: Site, *, kills: int, workers: int, seed: int, mails: int = MAILS) -> Killed:
    """Kill a worker at so many points, let the issue come to its end, and count."""
    chance, result = random.Random(seed), Killed(mails, workers)
    postbox, began = Postbox(keep_content=False), time.monotonic()
    # The points lie evenly over the mails, each somewhere within its part.
    part = mails * 0.95 / kills
    points = [int(part * (number + chance.random())) for number in range(kills)]
    with opened(postbox), contextlib.closing(_Ended(Workers(site, postbox, workers))) as running:
        for point in points:
            wait_until(lambda: len(postbox.times()) >= point, seconds=120)  # noqa: B023
            time.sleep(chance.random() * 0.01)
            before = postbox.doubled()
            running.workers.kill_one(chance)
            result.kills += 1
            wait_until(lambda: len(postbox.times()) > point or len(postbox.times()) >= mails, seconds=120)  # noqa: B023
            result.most_at_once = max(result.most_at_once, postbox.doubled() - before)
        wait_until(lambda: site.rows("SELECT status FROM newsletter_issue") == [("sent",)], seconds=180)
    times = postbox.times()
    result.lost, result.doubled, result.ends = mails - len(times), postbox.doubled(), ends(site)
    result.seconds = time.monotonic() - began
    return result


@dataclass
class _Ended:
    workers: Workers

    def close(self) -> None:
        self.workers.end()


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
        print(f"seed {given.seed}, {'PostgreSQL' if address else 'SQLite'}: ", end="", flush=True)
        print(
            kill_again_and_again(
                site, kills=given.kills, workers=given.workers, seed=given.seed, mails=given.mails
            )
        )


if __name__ == "__main__":
    main()

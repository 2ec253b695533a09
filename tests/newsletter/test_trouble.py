# SPDX-License-Identifier: EUPL-1.2
"""A real worker, and a mail server or a database that gives it trouble: nothing is lost."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.config.conftest import Site, database_address, free_port, wait_until
from tests.newsletter.killing import STATUS, Workers, begun, ends
from tests.newsletter.own_postgres import can_make, own_postgres
from tests.newsletter.postbox import Postbox, opened

__all__ = ["database_address"]
SINK = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin:/usr/local/sbin")
MAILS = 200
needs_sink = pytest.mark.skipif(SINK is None, reason="smtp-sink is missing (Debian: postfix)")
pytestmark = pytest.mark.process


def execute(site: Site, statement: str) -> None:
    if site.database:
        with psycopg.connect(site.database, autocommit=True) as connection:
            connection.execute(statement)
    else:
        with closing(sqlite3.connect(site.home / "kennisstad.sqlite3", timeout=30)) as file:
            file.execute(statement)
            file.commit()


@contextmanager
def bad_server(port: int, *behaviour: str) -> Iterator[None]:
    """Let smtp-sink answer badly on a port."""
    assert SINK
    as_nobody = ["-u", "nobody"] if Path("/root").owner() == "root" and _is_root() else []
    server = subprocess.Popen([SINK, *as_nobody, *behaviour, f"127.0.0.1:{port}", "100"])
    try:
        yield
    finally:
        server.kill()
        server.wait()


def _is_root() -> bool:
    return Path("/proc/self").stat().st_uid == 0


@dataclass
class Stand:
    """A site with an issue on its way, whose mail server is bad or good: all tests use the same port."""

    site: Site
    port: int
    workers: Workers

    def begin_again(self) -> None:
        """Let nobody have got the issue yet."""
        execute(self.site, AGAIN_DELIVERIES)
        execute(self.site, AGAIN_ISSUE)
        self.workers.start()


FELT = "SELECT 1 FROM newsletter_delivery WHERE reason > '' OR status = 'sent'"
"""Something came of what the server does: a letter did not land, or landed slowly."""
AGAIN_DELIVERIES = (
    "UPDATE newsletter_delivery SET status = 'waiting', sender = '', tries = 0, not_before = NULL, "
    "ended_at = NULL, reason = ''"
)
AGAIN_ISSUE = "UPDATE newsletter_issue SET status = 'sending', ended_at = NULL, tally = '{}', paused_why = ''"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with contextmanager(database_address.__wrapped__)(None) as address:  # type: ignore[attr-defined]
        site = begun(tmp_path_factory.mktemp("trouble") / "home", address, mails=MAILS)
        port = free_port()
        with closing(Workers(site, Postbox(port=port), 0)) as workers:
            yield Stand(site, port, workers)


@pytest.fixture
def stand(prepared: Stand) -> Iterator[Stand]:
    prepared.begin_again()
    yield prepared
    prepared.workers.kill_all()


@needs_sink
@pytest.mark.parametrize(
    "behaviour",
    [
        ("-r", "RCPT"), ("-r", "."), ("-r", "DATA"), ("-f", "MAIL"), ("-Q", "RCPT"), ("-Q", "CONNECT"),
        ("-q", "."), ("-q", "DATA"), ("-q", "EHLO"), ("-w", "1"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_a_bad_server_did_not_take_comes_once_it_is_well(
    stand: Stand, behaviour: tuple[str, str]
) -> None:
    """Refused for now, cut off, hung up on, slow: the server is bad for a while, then a good one is there."""
    postbox = Postbox(port=stand.port)
    with bad_server(stand.port, *behaviour):
        wait_until(lambda: stand.site.rows(FELT))
    taken_before = ends(stand.site).get("sent", 0)
    with opened(postbox):
        wait_until(lambda: _is_through(stand.site), seconds=120)

    assert ends(stand.site) == {"sent": MAILS}
    assert len(postbox.times()) + taken_before >= MAILS
    assert postbox.doubled() == 0


def _is_through(site: Site) -> bool:
    # Nobody here waits for minutes until the next try.
    execute(site, "UPDATE newsletter_delivery SET not_before = NULL WHERE not_before IS NOT NULL")
    return site.rows(STATUS) == [("sent",)]


@needs_sink
def test_a_server_that_refuses_everybody_for_good_pauses_the_issue_and_no_reader_pays(stand: Stand) -> None:
    with bad_server(stand.port, "-f", "RCPT"):
        wait_until(lambda: stand.site.rows(STATUS) == [("paused",)])

    assert stand.site.rows("SELECT paused_why FROM newsletter_issue") == [("refused",)]
    assert ends(stand.site) == {"waiting": MAILS}
    assert stand.site.rows("SELECT count(*) FROM newsletter_bounce") == [(0,)]


LEAVE = """
import random, time
from django.utils import timezone
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.models import Delivery, Reader
readers = list(Reader.objects.order_by("pk").values_list("email", "key"))
random.Random(7).shuffle(readers)
print("ready to leave", flush=True)
while Delivery.objects.filter(status="sent").count() < 10:
    time.sleep(0.01)
for email, key in readers[:200]:
    was_leaving = leave(key, by_id=None, at=timezone.now())
    print("left", email, int(was_leaving), time.time(), flush=True)
print("all left", flush=True)
"""


def test_who_leaves_while_workers_send_gets_nothing_begun_after_that(
    tmp_path: Path, database_address: str
) -> None:
    """Readers leave in another process; the mail server knows when each letter was begun."""
    site = begun(tmp_path / "home", database_address, mails=600)
    postbox = Postbox(slow_s=0.05)
    leaving = site.begin("shell", "-v0", "-c", LEAVE)
    wait_until(lambda: "ready to leave" in site.said())

    with opened(postbox), closing(Workers(site, postbox, 2)):
        wait_until(lambda: site.rows(STATUS) == [("sent",)] and "all left" in site.said(), seconds=120)

    leaving.wait()
    lines = [line.split() for line in site.said().splitlines() if line.startswith("left ")]
    left_at = {email: float(moment) for _left, email, was_leaving, moment in lines if was_leaving == "0"}
    late = [one.to for one in postbox.taken if one.begun_at > left_at.get(one.to, float("inf"))]
    assert (len(lines), late) == (200, [])
    assert ends(site)["left"] > 20
    assert sum(ends(site).values()) == 600


def test_a_database_that_went_away_loses_and_doubles_nothing(tmp_path: Path, database_address: str) -> None:
    """PostgreSQL hangs up on everybody and lets nobody in for a while; SQLite is held by somebody else."""
    site = begun(tmp_path / "home", database_address, mails=1_000)
    postbox = Postbox()

    with opened(postbox), closing(Workers(site, postbox, 1)):
        for point in (150, 450):
            wait_until(lambda: postbox.has(point))  # noqa: B023
            _go_away(site, seconds=2)
        wait_until(lambda: site.rows(STATUS) == [("sent",)], seconds=120)

    assert ends(site) == {"sent": 1_000}
    assert (len(postbox.times()), postbox.doubled()) == (1_000, 0)


@pytest.mark.skipif(not can_make(), reason="PostgreSQL's own programs are not on this machine")
def test_a_postgresql_that_loses_its_power_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Not shut down but thrown over, twice, and started again after a moment."""
    postbox = Postbox()
    with own_postgres() as server:
        site = begun(tmp_path / "home", server.address, mails=1_000)
        with opened(postbox), closing(Workers(site, postbox, 1)):
            for point in (150, 450):
                wait_until(lambda: postbox.has(point))  # noqa: B023
                server.throw_over()
                time.sleep(1)
                server.start()
            wait_until(lambda: site.rows(STATUS) == [("sent",)], seconds=120)

        assert ends(site) == {"sent": 1_000}
    assert (len(postbox.times()), postbox.doubled()) == (1_000, 0)


def _go_away(site: Site, *, seconds: float) -> None:
    if not site.database:
        with closing(sqlite3.connect(site.home / "kennisstad.sqlite3", timeout=30)) as file:
            file.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            file.rollback()
        return
    server, _slash, name = site.database.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        time.sleep(seconds)
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

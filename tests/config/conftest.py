# SPDX-License-Identifier: EUPL-1.2
"""A small site of its own for each test, on a free port, started and stopped as a person would."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60


def wait_until(happened: Callable[[], object], *, seconds: float = PATIENCE_S) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def started_by(pid: int) -> list[int]:
    """Give the processes that a process started and that still run."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [child for child in map(int, own) if lives(child)]


def children_of(pid: int) -> list[int]:
    """Give the processes that a process started, and those that they started."""
    return [found for child in started_by(pid) for found in (child, *children_of(child))]


def lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


@dataclass
class Site:
    """One folder, one database, one port; `kennisstad` run on them any number of times."""

    home: Path
    database: str
    port: int
    started: list[subprocess.Popen[str]] = field(default_factory=list)
    settings: str = "tests.config.smallest.settings"
    changed: dict[str, str] = field(default_factory=dict)
    """What every process gets beside what is our own, such as KENNISSTAD_SMTP."""

    def environment(self, **changed: str) -> dict[str, str]:
        own = {
            "KENNISSTAD_HOME": str(self.home),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        return {**os.environ, **own, **self.changed, **changed}

    def begin(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a command and leave it running; what it says goes to said.txt in the folder."""
        self.home.mkdir(exist_ok=True)
        # Under `nohup` a hang-up is ignored, and whoever starts the site would hand that down.
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        with (self.home / "said.txt").open("a") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "kennisstad", *arguments],
                env=self.environment(), cwd=ROOT, stdout=said, stderr=said, text=True, start_new_session=True,
            )  # fmt: skip
        signal.signal(signal.SIGHUP, before)
        self.started.append(process)
        return process

    def run(self) -> "subprocess.Popen[str]":
        """Start the site and wait for its first answer."""
        earlier = self.said().count("kennisstad answers on")
        process = self.begin("run", "--port", str(self.port))
        wait_until(lambda: self.said().count("kennisstad answers on") > earlier or process.poll() is not None)
        assert process.poll() is None, self.said()
        return process

    def tell(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "kennisstad", *arguments],
            env=self.environment(**environment), cwd=ROOT, capture_output=True, text=True, check=False,
            timeout=PATIENCE_S,
        )  # fmt: skip

    def said(self) -> str:
        file = self.home / "said.txt"
        return file.read_text() if file.exists() else ""

    def traces(self, name: str) -> list[str]:
        file = self.home / name
        return file.read_text().splitlines() if file.exists() else []

    def rows(self, query: str) -> Sequence[tuple[str]]:
        """Ask the database without starting a process for it."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(self.home / "kennisstad.sqlite3")) as file:
            return file.execute(query).fetchall()

    def task_statuses(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT status FROM django_tasks_database_dbtaskresult")]

    def page(self) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
            return str(answer.read().decode())


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def database_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give a database of its own on the server of DATABASE_URL; without one, SQLite in the site's folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"kennisstad_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def site(tmp_path: Path, database_address: str) -> Iterator[Site]:
    site = Site(tmp_path / "home", database_address, free_port())
    yield site
    for process in site.started:
        family = [process.pid, *children_of(process.pid)]
        for pid in filter(lives, family):
            os.kill(pid, signal.SIGKILL)
        process.wait()

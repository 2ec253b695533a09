# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL server of a test's own, which it may throw over."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.config.conftest import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Debian keeps them out of PATH; the newest comes last."""


@dataclass(frozen=True)
class OwnPostgres:
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories="
        _run("pg_ctl", "-D", str(self.folder), "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def throw_over(self) -> None:
        """Stop as a machine does that loses its power: nobody is waited for, nothing is tidied up."""
        _run("pg_ctl", "-D", str(self.folder), "-m", "immediate", "-w", "stop")


def can_make() -> bool:
    return bool(PROGRAMS or shutil.which("initdb"))


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """Start a server that is gone afterwards; it does not run as root, so its folder is its own."""
    folder = Path(tempfile.mkdtemp(prefix="kennisstad-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = OwnPostgres(folder, free_port())
    try:
        _run("initdb", "-D", str(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        server.start()
        yield server
        server.throw_over()
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: str) -> None:
    found = str(PROGRAMS[-1] / program) if PROGRAMS else program
    user = "postgres" if os.getuid() == 0 else None
    # Its output goes to a file of its own: a pipe would stay open as long as the server runs.
    subprocess.run([found, *arguments], user=user, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)

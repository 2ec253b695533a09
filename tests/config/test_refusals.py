# SPDX-License-Identifier: EUPL-1.2
"""What keeps `kennisstad run` from starting is told in one sentence, without a traceback."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.config.conftest import Site, free_port

pytestmark = pytest.mark.process
postgresql = pytest.mark.skipif(
    "not os.environ.get('DATABASE_URL', '').startswith('postgres')", reason="SQLite"
)
sqlite = pytest.mark.skipif("os.environ.get('DATABASE_URL', '').startswith('postgres')", reason="PostgreSQL")


def refusal(site: Site, *arguments: str, **environment: str) -> str:
    """Run a command that must fail, and give the one line it says."""
    outcome = site.tell(*arguments, **environment)
    assert (outcome.returncode, outcome.stdout) == (1, "")
    lines = outcome.stderr.splitlines()
    assert len(lines) == 1, outcome.stderr
    return lines[0]


def test_port_is_taken(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()

        said = refusal(site, "run", "--port", str(site.port))

    assert said == (
        f"Port {site.port} on 127.0.0.1 is taken: stop the program that uses it, "
        f"or choose another with --port {site.port + 1}."
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", "web", "", "²"])
def test_port_is_no_port(site: Site, port: str) -> None:
    assert refusal(site, "run", f"--port={port}") == (
        f"kennisstad run: argument --port: {port!r} is not a port: give a number from 1 to 65535 "
        "(`kennisstad run --help` says what it takes)."
    )


def test_option_is_unknown(site: Site) -> None:
    assert refusal(site, "run", "--prot", "8000") == (
        "kennisstad run: unrecognized arguments: --prot 8000 (`kennisstad run --help` says what it takes)."
    )


def test_host_is_not_of_this_machine(site: Site) -> None:
    said = refusal(site, "run", "--host", "192.0.2.1", "--port", str(site.port))

    assert said == (
        f"kennisstad cannot listen on 192.0.2.1, port {site.port} "
        "(Cannot assign requested address): try --host 127.0.0.1."
    )


def test_folder_cannot_be_made(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file" / "home"

    assert refusal(site, "run", KENNISSTAD_HOME=str(home)) == (
        f"kennisstad cannot write in {home} (Not a directory): "
        "make that folder writable, or set KENNISSTAD_HOME to another one."
    )


@pytest.mark.parametrize("command", [["run"], ["doctor"], ["--help"], ["restore", "monday.tar.gz"]])
def test_folder_is_a_file(site: Site, tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "file"
    home.write_text("")

    assert refusal(site, *command, KENNISSTAD_HOME=str(home)) == (
        f"KENNISSTAD_HOME is {home}, which is a file and not a folder: name a folder."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_folder_cannot_be_written(site: Site) -> None:
    site.home.mkdir(mode=0o500)

    assert refusal(site, "run") == (
        f"kennisstad cannot write in {site.home} (Permission denied): "
        "make that folder writable, or set KENNISSTAD_HOME to another one."
    )


def test_folder_is_in_use(site: Site) -> None:
    first = site.run()

    assert refusal(site, "run", "--port", str(free_port())) == (
        f"kennisstad already runs on {site.home} (process {first.pid}): "
        "stop that one first, or set KENNISSTAD_HOME to another folder."
    )


@pytest.mark.parametrize(
    "address",
    ["nonsense", "mysql://a:secret@b/c", "postgres://a:secret@b:port/c", "postgres://", "sqlite://"],
)
def test_database_address_is_wrong(site: Site, address: str) -> None:
    assert refusal(site, "run", DATABASE_URL=address) == (
        "DATABASE_URL is not the address of a database that kennisstad can use: "
        "write postgres://name:password@host:5432/database, or leave it empty for SQLite."
    )


def test_database_does_not_answer(site: Site) -> None:
    port = free_port()

    said = refusal(site, "run", DATABASE_URL=f"postgres://kennisstad:secret@127.0.0.1:{port}/city")

    assert said.startswith("The database city on 127.0.0.1 does not answer (connection failed: ")
    assert said.endswith("Connection refused): start it or correct DATABASE_URL.")
    assert "secret" not in said


@postgresql
def test_database_does_not_exist(site: Site) -> None:
    missing = f"{site.database}_missing"

    said = refusal(site, "run", DATABASE_URL=missing)

    assert "does not answer" in said
    assert "does not exist" in said


@sqlite
def test_database_is_damaged(site: Site) -> None:
    site.home.mkdir()
    (site.home / "kennisstad.sqlite3").write_bytes(b"This was a database once." * 100)

    assert refusal(site, "run") == (
        f"The database {site.home}/kennisstad.sqlite3 does not answer (file is not a database): "
        "start it or correct DATABASE_URL."
    )


def test_database_is_of_a_newer_version(site: Site) -> None:
    site.tell("migrate")
    change = (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('worker', '0999_later', '2030-01-01')"
    )
    if site.database:
        with psycopg.connect(site.database) as connection:
            connection.execute(change)
    else:
        with sqlite3.connect(site.home / "kennisstad.sqlite3") as file:
            file.execute(change)
        file.close()

    said = refusal(site, "run", "--port", str(site.port))

    assert said.startswith("The database ")
    assert said.endswith(
        " was used by a newer version of kennisstad (it holds worker.0999_later): "
        "install that version again, or restore a backup from before."
    )


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            "libgomp.so.1: cannot open shared object file: No such file or directory",
            "A system library is missing: libgomp.so.1: cannot open shared object file: No such file or "
            "directory. Install the package of your system that holds it.",
        ),
        (
            "No module named 'tantivy'",
            "A part of kennisstad is missing: No module named 'tantivy'. "
            "Run `make run` once more: it installs what is missing.",
        ),
    ],
)
def test_library_is_missing(site: Site, tmp_path: Path, fault: str, sentence: str) -> None:
    (tmp_path / "tantivy.py").write_text(f"raise ImportError({fault!r})")
    path = f"{tmp_path}:{site.environment()['PYTHONPATH']}"

    assert refusal(site, "run", PYTHONPATH=path) == sentence


def test_a_new_folder_is_for_its_owner_alone(site: Site) -> None:
    site.tell("migrate")

    assert site.home.stat().st_mode & 0o777 == 0o700


def test_number_of_proxies_is_no_number(site: Site) -> None:
    assert refusal(site, "run", KENNISSTAD_TRUSTED_PROXIES="one") == (
        "KENNISSTAD_TRUSTED_PROXIES is 'one', but must be a number such as 0 or 1."
    )


def test_licence_is_not_known(site: Site) -> None:
    assert refusal(site, "run", KENNISSTAD_DATA_LICENCE="mine") == (
        "KENNISSTAD_DATA_LICENCE is 'mine', but must be CC0-1.0 or CC-BY-4.0, or empty for none."
    )


def test_a_reader_who_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    environment = os.environ | {"KENNISSTAD_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = subprocess.Popen(
        [sys.executable, "-m", "kennisstad", "--help"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    # Nobody reads any more, as after `| head -0`.
    command.stdout.close()
    _, said = command.communicate(timeout=60)

    assert (command.returncode, said) == (0, b"")

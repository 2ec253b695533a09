# SPDX-License-Identifier: EUPL-1.2
"""`tools/uv` on machines with a uv, an old one, only pip, or nothing; small scripts play the programs."""

import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
ORDINARY = ("sh", "cut", "sort", "head", "tail", "dirname", "mkdir", "rm", "printf", "cat", "chmod")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with ordinary programs alone: a copy of the tools, and a folder for its programs."""
    (tmp_path / "bin").mkdir()
    shutil.copytree(TOOLS, tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ORDINARY:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "/nowhere")
    return tmp_path


def put(program: Path, script: str) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def put_uv(program: Path, version: str) -> None:
    put(
        program,
        f'if [ "$1" = --version ]; then echo "uv {version} (test)"; else echo "{version} got $*; '
        'cache ${UV_CACHE_DIR:-none}; active ${VIRTUAL_ENV:-none}"; fi',
    )


def put_python(machine: Path, script: str) -> None:
    put(machine / "bin" / "python3", script)


def call(machine: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", machine / "tools" / "uv", *arguments],
        env={"PATH": str(machine / "bin"), "HOME": str(machine)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def copying(program: Path) -> str:
    """Give the line of a script that puts a working program where `$to` says."""
    return f'mkdir -p "${{to%/*}}" && cat {program} > "$to" && chmod +x "$to"'


def test_a_uv_that_is_new_enough_is_used(machine: Path) -> None:
    put_uv(machine / "bin" / "uv", "0.8.0")

    told = call(machine, "sync", "--frozen", VIRTUAL_ENV="/elsewhere")

    assert told.stdout == f"0.8.0 got --directory {machine} sync --frozen; cache none; active none\n"
    assert not (machine / "var").exists()


def test_an_old_uv_is_passed_over(machine: Path) -> None:
    put_uv(machine / "bin" / "uv", "0.4.30")
    put_uv(machine / "made", "0.10.0")
    put(machine / "idle", "exit 0")
    put_python(
        machine,
        f'[ "$2" = venv ] && to="$3/bin/uv" && {copying(machine / "made")} && '
        f'to="$3/bin/python" && {copying(machine / "idle")}',
    )

    told = call(machine, "sync")

    assert told.stdout.startswith("0.10.0 got ")
    assert told.stderr == "Bringing uv, which installs the rest (once).\n"
    assert call(machine, "sync").stderr == ""


def test_without_venv_pip_alone_brings_it(machine: Path) -> None:
    put_uv(machine / "made", "0.10.0")
    put_python(machine, f'[ "$2" = pip ] && to="$6/bin/uv" && {copying(machine / "made")}')

    assert call(machine, "sync").stdout.startswith("0.10.0 got ")


def test_without_pip_python_alone_brings_it(machine: Path) -> None:
    put_uv(machine / "made", "0.10.0")
    put_python(
        machine,
        f'case "$1" in *fetch_uv.py) to="$3/uv"; {copying(machine / "made")};; *) exit 1;; esac',
    )

    assert call(machine, "sync").stdout.startswith("0.10.0 got ")


def test_when_nothing_helps_one_sentence_says_so(machine: Path) -> None:
    put_python(machine, 'echo "no network" >&2; exit 1')

    told = call(machine, "sync")

    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "Bringing uv, which installs the rest (once).",
        "kennisstad could not bring uv (no network): check the network, or install python3-venv "
        "(Debian: sudo apt-get install python3-venv) or uv itself.",
    ]


def test_a_machine_without_python_is_told_so(machine: Path) -> None:
    told = call(machine, "sync")

    assert (told.returncode, told.stderr) == (
        1,
        "kennisstad needs Python 3.11 or newer, and this machine has no python3.\n",
    )


@pytest.mark.parametrize("home", ["", "/nowhere"])
def test_without_a_home_the_cache_stays_beside_the_tools(machine: Path, home: str) -> None:
    put_uv(machine / "bin" / "uv", "0.8.0")

    assert f"cache {machine}/var/tools/cache;" in call(machine, "sync", HOME=home).stdout


def test_make_offers_every_command_with_its_meaning() -> None:
    # Inside another make it would also say which folder it enters.
    command = ["make", "--no-print-directory", "help"]
    told = subprocess.run(command, cwd=TOOLS.parent, capture_output=True, text=True, check=True)

    assert [line.split()[1] for line in told.stdout.splitlines()] == [
        "help", "run", "test", "check", "fix", "translations", "docs", "bench",
    ]  # fmt: skip

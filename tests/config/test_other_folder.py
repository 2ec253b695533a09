# SPDX-License-Identifier: EUPL-1.2
"""In a folder without a kennisstad no command leaves one behind, but those that begin one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kennisstad.config import env

ROOT = Path(__file__).resolve().parents[2]
ROUND = {"version": 1, "teams": [{"id": "t1", "wishes": ["q1"]}], "questions": [{"id": "q1"}]}
pytestmark = pytest.mark.process


def tell(folder: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as somebody does who stands in this folder and set nothing."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KENNISSTAD", "DATABASE"))
    }
    environment = kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"} | more
    return subprocess.run(
        [sys.executable, "-m", "kennisstad", *arguments],
        env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["round", "--help"],
        ["round", "list", "--help"],
        ["allocate", "round.json", "--policy", "stable"],
        ["evaluate", "retrieval", "--help"],
    ],
)
def test_what_needs_no_folder_works_anywhere_and_makes_none(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "round.json").write_text(json.dumps(ROUND))

    outcome = tell(tmp_path, *arguments)

    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["round.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["round", "list"],
        ["user", "list"],
        ["doctor"],
        ["backup", "all.tar.gz"],
        ["import", "city", "city.toml"],
    ],
)
def test_what_needs_a_folder_says_where_it_looked_and_makes_none(
    tmp_path: Path, arguments: list[str]
) -> None:
    outcome = tell(tmp_path, *arguments)

    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == (
        f"There is no kennisstad in {tmp_path}/var: run this in the folder of yours, or set KENNISSTAD_HOME. "
        "`kennisstad run` begins a new one.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_that_is_there_is_no_kennisstad_either(tmp_path: Path) -> None:
    outcome = tell(tmp_path, "round", "list", KENNISSTAD_HOME=str(tmp_path))

    assert (outcome.returncode, outcome.stderr.partition(":")[0]) == (
        1,
        f"There is no kennisstad in {tmp_path}",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_is_no_command_makes_no_folder(tmp_path: Path) -> None:
    outcome = tell(tmp_path, "rond", "list")

    assert (outcome.returncode, "Did you mean" in outcome.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "database", "key", "begun"),
    [
        ([], "", "", False),
        (["notes.txt"], "", "", False),
        (["secret-key"], "", "", True),
        (["kennisstad.sqlite3"], "", "", True),
        ([], "postgres://a@b/c", "", False),
        ([], "postgres://a@b/c", "one for all machines", True),
    ],
)
def test_a_folder_is_begun_when_it_holds_what_we_keep_or_variables_say_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], database: str, key: str, *, begun: bool
) -> None:
    for name in files:
        (tmp_path / name).touch()
    monkeypatch.setattr(env, "HOME", tmp_path)
    monkeypatch.setattr(env, "DATABASE_URL", database)
    monkeypatch.setenv("KENNISSTAD_SECRET_KEY", key)

    assert env.is_begun() is begun

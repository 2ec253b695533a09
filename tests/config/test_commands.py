# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from kennisstad.config import commands
from kennisstad.config.refusals import Refusal, missing


class Greet(BaseCommand):
    help = "Say hello, for example: greet_politely vera --loud"

    def add_arguments(self, parser: object) -> None:
        parser.add_argument("name")  # type: ignore[attr-defined]
        parser.add_argument("--fail", default="")  # type: ignore[attr-defined]

    def handle(self, *args: object, name: str, fail: str, **options: object) -> str | None:
        name.encode()
        if fail == "command":
            raise CommandError("Vera is not here.")
        if fail == "database":
            raise OperationalError("disk I/O error\nand more")
        return f"Hello {name}."


class Announced(Greet):
    help = "Say hello.\nMore about it."
    example = "kennisstad greet politely vera"


@pytest.fixture(autouse=True)
def only_greet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "found", lambda: {"greet politely": "-", "greet again": "-", "worker": "-"})
    monkeypatch.setattr(commands, "_command", lambda name: Greet())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = commands.main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_words_find_their_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "greet", "politely", "vera") == (0, "Hello vera.\n", "")


def test_a_failure_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "greet", "politely", "vera", "--fail", "command") == (1, "", "Vera is not here.\n")


def test_bytes_that_are_no_text_are_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    told = "Something that you typed is no UTF-8 text; type it again.\n"

    assert run(capsys, "greet", "politely", "\udcff") == (1, "", told)


def test_a_failing_database_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "greet", "politely", "vera", "--fail=database") == (
        1,
        "",
        "The database refused: disk I/O error. `kennisstad doctor` says more.\n",
    )


def test_a_missing_argument_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "greet", "politely") == (1, "", "the following arguments are required: name\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["gret", "politely"],
            "There is no command 'gret politely'. Did you mean `kennisstad greet politely`?",
        ),
        (["wroker", "--fast"], "There is no command 'wroker'. Did you mean `kennisstad worker`?"),
        (["doktor"], "There is no command 'doktor'. Did you mean `kennisstad doctor`?"),
        (["qqq"], "There is no command 'qqq'."),
    ],
)
def test_an_unknown_command_is_not_understood(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    expected = f"{sentence} `kennisstad --help` lists them all.\n"

    assert run(capsys, *arguments) == (2, "", expected)


def test_half_a_command_says_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "greet") == (
        2,
        "",
        "kennisstad greet needs one word more: greet politely, greet again.\n",
    )


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_half_a_command_lists_those_that_begin_with_it(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert run(capsys, "greet", option) == (
        0,
        "Usage: kennisstad COMMAND [--help]\n"
        "\n"
        "  greet again           Say hello\n"
        "                        $ greet_politely vera --loud\n"
        "  greet politely        Say hello\n"
        "                        $ kennisstad greet politely vera --loud\n",
        "",
    )


def test_help_of_an_unknown_command_is_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "gret", "--help")[0] == 2


@pytest.mark.parametrize("asked", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_every_command_with_an_example(
    capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    status, out, _ = run(capsys, *asked)

    assert status == 0
    lines = out.splitlines()
    for at, line in [
        ("greet politely", "Say hello"),
        ("run", "Start the web server and the background worker."),
    ]:
        assert f"  {at:<22}{line}" in lines
    assert f"  {'':<22}$ kennisstad greet politely vera --loud" in lines


def test_help_of_one_command_ends_with_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        commands.main(["greet", "politely", "--help"])

    out = capsys.readouterr().out
    assert end.value.code == 0
    assert out.startswith("usage: kennisstad greet politely ")
    assert out.endswith("Example: kennisstad greet politely vera --loud\n")


def test_a_command_tells_its_example_in_its_help_or_apart() -> None:
    assert commands.described(Greet(), "greet politely") == (
        "Say hello",
        "kennisstad greet politely vera --loud",
    )
    assert commands.described(Announced(), "greet politely") == (
        "Say hello.",
        "kennisstad greet politely vera",
    )


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, "kennisstad 0.1.0\n", "")


@pytest.mark.usefixtures("only_greet")
def test_every_command_of_ours_can_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    commands.found.cache_clear()

    for name in commands.commands():
        does, example = commands.commands()[name]
        assert example.startswith(f"kennisstad {name}"), name
        assert does, name
        assert commands.parser_of(name).prog == f"kennisstad {name}"


def test_a_missing_system_library_is_told_apart_from_a_missing_package() -> None:
    assert missing(ImportError("libpq.so.5: cannot open shared object file")) == (
        "A system library is missing: libpq.so.5: cannot open shared object file. "
        "Install the package of your system that holds it."
    )
    assert missing(ImportError("No module named 'x'")) == (
        "A part of kennisstad is missing: No module named 'x'. "
        "Run `make run` once more: it installs what is missing."
    )


def test_a_refusal_anywhere_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(arguments: object) -> int:
        raise Refusal("Not today.")

    monkeypatch.setattr(commands, "_answer", refuse)

    assert run(capsys, "run") == (1, "", "Not today.\n")


def test_commands_are_found_by_the_names_of_their_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    folder = tmp_path / "citylab" / "management" / "commands"
    folder.mkdir(parents=True)
    for name in ("__init__.py", "index_rebuild.py", "match.py", "_shared.py", "notes.txt"):
        (folder / name).touch()
    monkeypatch.setattr(commands, "PACKAGE", tmp_path)
    commands.found.cache_clear()

    assert commands.found() == {"index rebuild": "kennisstad.citylab", "match": "kennisstad.citylab"}
    commands.found.cache_clear()

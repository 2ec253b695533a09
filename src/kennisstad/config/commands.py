# SPDX-License-Identifier: EUPL-1.2
"""The words after `kennisstad`: finds the command that is meant, runs it, tells failures in one sentence.

A command is a module of this package (run, doctor) or a management command of one of our packages, whose
file name gives its words: `import_districts.py` is `kennisstad import districts`; two lines are a hyphen.
"""

import os
import re
import secrets
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kennisstad.config.refusals import Refusal, missing

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

PACKAGE = Path(__file__).resolve().parent.parent
DJANGO_OPTIONS = {
    "--version", "--verbosity", "--settings", "--pythonpath", "--traceback",
    "--no-color", "--force-color", "--skip-checks",
}  # fmt: skip
"""What every management command of Django takes and nobody who runs a city's site needs."""
WITHOUT_HOME = {
    "allocate",
    "evaluate retrieval",
    "evaluate experts",
    "agreement verify",
    "agreement sign",
    "mail check",
}
"""Commands that read files alone: they work in any folder, and leave nothing there."""
CALLED_BY_MAIL_SERVERS = {"newsletter bounce"}
"""Commands that a mail server hands a message to."""
USAGE = "Usage: kennisstad COMMAND [--help]"


@dataclass(frozen=True)
class House:
    """A command that puts the house itself to work; its module holds `main(arguments) -> exit status`."""

    module: str
    help: str
    example: str


HOUSE = {
    "run": House("run", "Start the web server and the background worker.", "kennisstad run --port 8080"),
    "doctor": House("doctor", "Look at every part and say what to do.", "kennisstad doctor --json"),
    "backup": House(
        "backup",
        "Put database, uploads and secret key in one file.",
        "kennisstad backup /backup/monday.tar.gz",
    ),
    "restore": House(
        "restore", "Go back to what a backup holds.", "kennisstad restore /backup/monday.tar.gz"
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status: 0 well, 1 refused or failed, 2 not understood.

    A mail server hears 75 instead of any failure, "try again later": with another it would write to whoever
    sent the message, who may answer.
    """
    if " ".join(arguments[:2]) not in CALLED_BY_MAIL_SERVERS:
        return _status(arguments)
    try:
        return os.EX_TEMPFAIL if _status(arguments) else os.EX_OK
    except Exception:
        traceback.print_exc()
        return os.EX_TEMPFAIL


def _status(arguments: Sequence[str]) -> int:
    try:
        return _answer(arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads, such as `head`, has seen enough; what is left unsaid must not fail at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _answer(arguments: Sequence[str]) -> int:
    match [*arguments]:
        case [] | ["--help" | "-h" | "help"]:
            print(overview())
            return 0
        case ["--version"]:
            print(f"kennisstad {version('kennisstad')}")
            return 0
        case [word, *rest] if word in HOUSE:
            status: int = import_module(f"kennisstad.config.{HOUSE[word].module}").main(rest)
            return status
    for count in (3, 2, 1):
        if (name := " ".join(arguments[:count])) in found():
            return _manage(name, arguments[count:])
    match [*arguments]:
        case [word, "--help" | "-h"] if _beginning_with(word):
            print(_family(word))
            return 0
    return _django(arguments)


@cache
def found() -> Mapping[str, str]:
    """Give the package of each management command of our own by the words that call it."""
    files = sorted(PACKAGE.glob("*/management/commands/[a-z]*.py"))
    return {file.stem.replace("__", "-").replace("_", " "): f"kennisstad.{file.parts[-4]}" for file in files}


def need_home() -> None:
    """Go on only where an installation was begun: another folder than was meant gets no empty one.

    Raises:
        Refusal: there is none.
    """
    from kennisstad.config import env

    if not env.is_begun():
        raise Refusal(
            f"There is no kennisstad in {env.HOME}: run this in the folder of yours, or set KENNISSTAD_HOME. "
            "`kennisstad run` begins a new one."
        )


def set_up(*, keeps: bool = True) -> None:
    """Make Django ready.

    Args:
        keeps: whether something can be kept; else no folder is made where there is none.
    Raises:
        Refusal: a setting is wrong, or a library is missing on this machine.
    """
    from kennisstad.config import env

    if not keeps:
        env.KEY_FOR_NOW = secrets.token_urlsafe(64)
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisstad.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal(str(error).splitlines()[0]) from error
    except ImportError as error:
        raise Refusal(missing(error)) from error
    except OSError as error:
        raise Refusal(
            f"kennisstad cannot use its folder: {error}. Set KENNISSTAD_HOME to another one."
        ) from error


def _manage(name: str, arguments: Sequence[str]) -> int:
    """Run a management command of our own, with its failures told in one sentence."""
    from django.core.management.base import CommandError
    from django.db import DatabaseError, connections

    keeps = name not in WITHOUT_HOME and not {"--help", "-h"} & {*arguments}
    if keeps:
        need_home()
    set_up(keeps=keeps)
    command = _command(name)
    try:
        options = vars(_parser(command, name).parse_args([*arguments]))
        command.execute(*options.pop("args", ()), **options)
    except CommandError as error:
        raise Refusal(str(error).removeprefix("Error: ")) from error
    except UnicodeEncodeError as error:
        # Python carries such bytes along as halves of characters; no database takes them.
        raise Refusal("Something that you typed is no UTF-8 text; type it again.") from error
    except DatabaseError as error:
        raise Refusal(
            f"The database refused: {str(error).splitlines()[0]}. `kennisstad doctor` says more."
        ) from error
    finally:
        connections.close_all()
    return 0


def _command(name: str) -> "BaseCommand":
    module = f"{found()[name]}.management.commands.{name.replace('-', '__').replace(' ', '_')}"
    command: BaseCommand = import_module(module).Command()
    command.suppressed_base_arguments = DJANGO_OPTIONS
    return command


def parser_of(name: str) -> ArgumentParser:
    """Give what a command takes."""
    if name in HOUSE:
        parser: ArgumentParser = import_module(f"kennisstad.config.{HOUSE[name].module}").parser()
        return parser
    return _parser(_command(name), name)


def _parser(command: "BaseCommand", name: str) -> ArgumentParser:
    parser = command.create_parser("kennisstad", name)
    parser.description, example = described(command, name)
    parser.epilog = f"Example: {example}"
    return parser


def described(command: "BaseCommand", name: str) -> tuple[str, str]:
    """Give what a command does and an example: its own, or the one that its help ends with."""
    does, _, example = str(command.help).strip().partition("\n")[0].partition(", for example: ")
    example = str(getattr(command, "example", example)) or f"kennisstad {name}"
    return does, re.sub(rf"^(kennisstad )?{name.replace(' ', '[ _]')}", f"kennisstad {name}", example)


def _django(arguments: Sequence[str]) -> int:
    """Run one of Django's own commands, for developers."""
    from django.core.management import execute_from_command_line, get_commands
    from django.db import DatabaseError

    from kennisstad.config import env

    # The first tables may be made by hand; what is mistyped, or only looks, begins nothing.
    set_up(keeps=arguments[0] == "migrate" or env.is_begun())
    if arguments[0] in get_commands():
        try:
            execute_from_command_line(["kennisstad", *arguments])
        except DatabaseError:
            need_home()
            raise
        return 0
    print(_unknown(arguments), file=sys.stderr)
    return 2


def _unknown(arguments: Sequence[str]) -> str:
    names = [*HOUSE, *found()]
    words = " ".join(word for word in arguments[:2] if not word.startswith("-"))
    if more := _beginning_with(arguments[0]):
        return f"kennisstad {arguments[0]} needs one word more: {', '.join(more)}."
    near = get_close_matches(words, names, n=1) or get_close_matches(arguments[0], names, n=1)
    guess = f" Did you mean `kennisstad {near[0]}`?" if near else ""
    return f"There is no command {words!r}.{guess} `kennisstad --help` lists them all."


def _beginning_with(word: str) -> list[str]:
    """Give the commands of several words that begin with this one."""
    return [name for name in found() if name.split()[0] == word]


def overview() -> str:
    """Give every command in one line, each with an example."""
    set_up(keeps=False)
    from kennisstad.config import env

    lines = _in_lines(commands())
    return "\n".join([USAGE, "", *lines, "", f"All state lives in {env.HOME} (KENNISSTAD_HOME)."])


def _family(word: str) -> str:
    """Give the commands that begin with this word as `overview` does."""
    set_up(keeps=False)
    lines = _in_lines({name: described(_command(name), name) for name in _beginning_with(word)})
    return "\n".join([USAGE, "", *lines])


def _in_lines(listed: Mapping[str, tuple[str, str]]) -> list[str]:
    """Write what each command does, with an example below it."""
    return [
        line
        for name, (help_, example) in sorted(listed.items())
        for line in (f"  {name:<22}{help_}", f"  {'':<22}$ {example}")
    ]


def commands() -> dict[str, tuple[str, str]]:
    """Give what each command does and an example, by its words."""
    house = {name: (command.help, command.example) for name, command in HOUSE.items()}
    return house | {name: described(_command(name), name) for name in found()}

# SPDX-License-Identifier: EUPL-1.2
"""Draws docs/reference from the code: the steps a record can take, and the commands.

Usage: python -m tools.reference [--write]; without --write it says whether the pages are up to date.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.db.models import Field, Model, TextChoices
from django.utils.translation import override

from kennisstad.config import commands

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Drawn from the code by `make docs`; compared by `make check`. -->"
Steps = Mapping[TextChoices, set[TextChoices]]


def main() -> int:
    commands.set_up()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the pages instead of comparing them")
    if parser.parse_args().write:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, page in pages().items():
            (FOLDER / name).write_text(page)
        return 0
    for name in stale():
        print(f"docs/reference/{name} differs from the code: run `make docs`.", file=sys.stderr)
    return int(bool(stale()))


def pages() -> dict[str, str]:
    """Give every page as it should be, by file name."""
    return {"flows.md": flows(), "commands.md": command_page()}


def stale() -> list[str]:
    """Name the pages that differ from the code."""
    return [name for name, page in pages().items() if _written(FOLDER / name) != page]


def _written(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def flows() -> str:
    head = "# The steps a record can take"
    intro = "Each table below is the only place where the code looks before a record takes a step."
    return "\n\n".join([head, MADE, intro, *(_flow(*table) for table in _tables())]) + "\n"


def _tables() -> Iterator[tuple[type[Model], str, Steps]]:
    """Give each record with the name and the content of its table of steps, which stands in its module."""
    for model in apps.get_models():
        if model.__module__.startswith("kennisstad.") and "status" in vars(model):
            choices = cast("Field[str, str]", model._meta.get_field("status")).choices
            for name, steps in vars(sys.modules[model.__module__]).items():
                if name.endswith("NEXT") and type(next(iter(steps))).choices == choices:
                    yield model, f"{model.__module__}.{name}", steps


def _flow(model: type[Model], name: str, steps: Steps) -> str:
    return "\n".join(
        [f"## {model.__name__}", "", f"`{name}`", "", *_diagram(model, steps), "", *_rows(steps)]
    )


def _diagram(model: type[Model], steps: Steps) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for status in steps:
        yield f'    state "{status.value}" as {_id(status)}'
    first: Any = model._meta.get_field("status")
    yield f"    [*] --> {_id(type(next(iter(steps)))(first.default))}"
    for status, following in steps.items():
        for other in _ordered(following, steps):
            yield f"    {_id(status)} --> {_id(other)}"
        if not following:
            yield f"    {_id(status)} --> [*]"
    yield "```"


def _rows(steps: Steps) -> Iterator[str]:
    yield "| step | in English | in Dutch | may become |"
    yield "| --- | --- | --- | --- |"
    for status, following in steps.items():
        becomes = ", ".join(other.value for other in _ordered(following, steps)) or "nothing: this is the end"
        yield f"| {status.value} | {_label(status, 'en')} | {_label(status, 'nl')} | {becomes} |"


def _ordered(some: set[TextChoices], steps: Steps) -> list[TextChoices]:
    return [status for status in steps if status in some]


def _id(status: TextChoices) -> str:
    return str(status.value).replace("-", "_")


def _label(status: TextChoices, language: str) -> str:
    with override(language):
        return str(status.label)


def command_page() -> str:
    head = "# The commands"
    intro = "`kennisstad COMMAND --help` says the same. In the repository's folder: `.venv/bin/kennisstad`."
    return "\n\n".join([head, MADE, intro, *map(_command, sorted(commands.commands()))]) + "\n"


def _command(name: str) -> str:
    does, example = commands.commands()[name]
    lines = [f"## {name}", "", f"{does.rstrip('.')}.", "", "```sh", example, "```"]
    return "\n".join([*lines, *_arguments(commands.parser_of(name))])


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    rows = [action for action in parser._actions if action.dest not in ("help", "skip_checks")]
    rows = [action for action in rows if action.help != argparse.SUPPRESS]
    if rows:
        yield from ("", "| argument | meaning |", "| --- | --- |")
    for action in rows:
        words = ", ".join(action.option_strings) or action.metavar or action.dest
        meaning = (action.help or "").replace("%(default)s", str(action.default)).replace("|", "\\|")
        yield f"| `{words}` | {meaning} |"


if __name__ == "__main__":
    sys.exit(main())

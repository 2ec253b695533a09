# SPDX-License-Identifier: EUPL-1.2
"""Compares the Dutch catalogue with the words in the code; needs xgettext (Debian: gettext).

Usage: python -m tools.translations [--write]; with --write it takes new words in and unused ones out, so that
only the Dutch of the new ones has to be written, and compiles.
"""

import argparse
import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from django.core.management import call_command
from django.test import override_settings

from kennisstad.config import commands

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kennisstad"
FILE = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
Key = tuple[str | None, str]
"""Context and English wording; the singular where there is a plural."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the catalogue up to date and compile it")
    write = parser.parse_args().write
    if not shutil.which("xgettext"):
        print("The words in the code are found by xgettext: install gettext.", file=sys.stderr)
        return 1
    commands.set_up()
    in_code, in_catalogue = messages(extracted()), messages(read(FILE))
    if write:
        update(in_code, in_catalogue)
        return 0
    for problem in differences(in_code, in_catalogue):
        print(problem, file=sys.stderr)
    return int(in_code.keys() != in_catalogue.keys())


def extracted() -> Catalog:
    """Give the words of a copy of the code: looking for them leaves files behind."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "kennisstad"
        shutil.copytree(
            PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "data", "locale", "static")
        )
        found = copy / "locale" / FILE.relative_to(PACKAGE / "locale")
        found.parent.mkdir(parents=True)
        with _inside(copy), override_settings(LOCALE_PATHS=[copy / "locale"]):
            call_command("makemessages", locale=["nl"], no_location=True, no_wrap=True, verbosity=0)
        return read(found)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="nl")


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """Give all messages but the header, each by its key."""
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def differences(in_code: dict[Key, Message], in_catalogue: dict[Key, Message]) -> Iterator[str]:
    """Say what the code has and the catalogue lacks, and the other way round."""
    for _, words in sorted(in_code.keys() - in_catalogue.keys(), key=str):
        yield f"The Dutch catalogue lacks {words!r}: run `make translations`, then write its Dutch."
    for _, words in sorted(in_catalogue.keys() - in_code.keys(), key=str):
        yield f"The Dutch catalogue has {words!r}, which no code says: run `make translations`."


def update(in_code: dict[Key, Message], in_catalogue: dict[Key, Message]) -> None:
    """Take new words in and unused ones out, in order, without touching any other line; then compile."""
    head, *blocks = FILE.read_text().strip().split("\n\n")
    kept = [
        block for block in blocks if messages(read_po(io.BytesIO(block.encode()))).keys() <= in_code.keys()
    ]
    new = [_block(in_code[key]) for key in in_code.keys() - in_catalogue.keys()]
    FILE.write_text("\n\n".join([head, *sorted(kept + new, key=_words)]) + "\n")
    with FILE.with_suffix(".mo").open("wb") as opened:
        write_mo(opened, read(FILE))


def _words(block: str) -> str:
    """Give what a block of the file is sorted by: its English as it is written there."""
    found = re.search(r'^msgid ((?:".*"\n?)+)', block, re.MULTILINE)
    return "".join(line[1:-1] for line in found[1].splitlines()).lower() if found else ""


def _block(message: Message) -> str:
    singular, *plural = [message.id] if isinstance(message.id, str) else message.id
    lines = ["#, python-format"] if "python-format" in message.flags else []
    lines += [f"msgctxt {normalize(message.context, width=0)}"] if message.context else []
    lines += [f"msgid {normalize(singular, width=0)}"]
    lines += [f"msgid_plural {normalize(words, width=0)}" for words in plural]
    lines += ['msgstr[0] ""', 'msgstr[1] ""'] if plural else ['msgstr ""']
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

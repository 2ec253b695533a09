# SPDX-License-Identifier: EUPL-1.2
"""The Dutch catalogue as these tests read it, without system tools."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import kennisstad

FOLDER = Path(kennisstad.__file__).parent / "locale/nl/LC_MESSAGES"


@dataclass(frozen=True)
class Said:
    """One English wording and its Dutch; a wording with a plural is two of these."""

    english: str
    dutch: str
    context: str | None = None

    @property
    def is_path(self) -> bool:
        """Say whether this is a piece of an address and not a sentence."""
        return self.english.endswith("/") and " " not in self.english


def written() -> Catalog:
    """Read the file that people edit."""
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="nl")


def compiled() -> Catalog:
    """Read the file that the site uses."""
    with (FOLDER / "django.mo").open("rb") as file:
        return read_mo(file)


def forms(words: object) -> tuple[str, ...]:
    """Give the singular and plural of a message, or its only form."""
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def context_of(message: Message) -> str | None:
    """Give a message's context; Babel leaves that of compiled files in bytes."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def messages(catalog: Catalog) -> list[Message]:
    """Give all but the header."""
    return [message for message in catalog if message.id]


def all_said() -> Iterator[Said]:
    for message in messages(written()):
        for english, dutch in zip(forms(message.id), forms(message.string), strict=True):
            yield Said(english, dutch, message.context)

# SPDX-License-Identifier: EUPL-1.2
"""What commands about signatures share: files from the command line, and refusals in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import override

from kennisstad.agreement.signing.refusing import Refused
from kennisstad.agreement.signing_wording import REFUSED
from kennisstad.lib.files import UnusableFile, read_bytes


def content_of(name: str) -> bytes:
    """Read a file.

    Raises:
        CommandError: it cannot be read.
    """
    try:
        return read_bytes(Path(name))
    except UnusableFile as error:
        raise CommandError(str(error)) from error


def secret_in(name: str) -> str:
    """Read a password or PIN: the first line of a file.

    Raises:
        CommandError: it cannot be read, or is no text.
    """
    try:
        return content_of(name).decode().partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8 text.") from error


@contextmanager
def told_in_english() -> Iterator[None]:
    """Speak English, and tell why something is refused in one sentence.

    Raises:
        CommandError: something was refused.
    """
    with override("en"):
        try:
            yield
        except Refused as refused:
            raise CommandError(str(REFUSED[refused.reason])) from refused

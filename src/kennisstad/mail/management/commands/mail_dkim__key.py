# SPDX-License-Identifier: EUPL-1.2
"""Make the key that letters are signed with, and say what DNS must hold."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.lib.files import UnusableFile, read_bytes, shown
from kennisstad.mail import server
from kennisstad.mail.signature import is_selector
from kennisstad.mail.signing import loading


class Command(BaseCommand):
    help = "Make a key that letters are signed with (DKIM), and print the record for DNS"
    example = "kennisstad mail dkim-key mail2027"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("selector", help="a name for the key, such as mail2027: letters, digits, hyphens")
        parser.add_argument("--file", help="where to keep it; else dkim-SELECTOR.pem in KENNISSTAD_HOME")
        parser.add_argument(
            "--domain", help="the one behind the @ of the sender; else that of KENNISSTAD_SMTP"
        )
        parser.add_argument("--show", action="store_true", help="print the record of the key that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        selector = options["selector"]
        if not is_selector(selector):
            raise CommandError(f"{shown(selector, 80)} is no name for a key: letters, digits and hyphens.")
        file = Path(options["file"] or settings.KENNISSTAD_HOME / f"dkim-{selector}.pem").absolute()
        domain = options["domain"] or _domain()
        try:
            keys = loading.keys()
            record = keys.record(read_bytes(file) if options["show"] else _kept(file, keys.make()))
        except loading.NoLibrary as missing:
            raise CommandError(
                "cryptography is missing: install kennisstad with the extra “mail”."
            ) from missing
        except loading.NotAKey as error:
            raise CommandError(f"{shown(file, 200)} cannot be used: {error}.") from error
        except UnusableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"1. Publish this text (TXT) at {selector}._domainkey.{domain}:\n\n{record}\n\n"
            f"   In a zone file:\n\n{selector}._domainkey.{domain}. IN TXT {keys.in_a_zone(record)}\n\n"
            f"2. When it is there (kennisstad mail check {domain} --dkim {selector}), set\n"
            f"   KENNISSTAD_DKIM={selector}:{file} and start again."
        )


def _domain() -> str:
    try:
        named = server.read(settings.SMTP_URL)
    except server.NotAMailServer as error:
        raise CommandError(f"{error}.") from error
    if named is None:
        raise CommandError(
            "Name the domain that letters come from: --domain city.example, or KENNISSTAD_SMTP."
        )
    return named.sender.rpartition("@")[2]


def _kept(file: Path, key: bytes) -> bytes:
    """Write a key where there is none yet, for its owner alone."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(key)
    except FileExistsError as error:
        raise CommandError(
            f"{shown(file, 200)} is there already: --show prints its record, another name makes another key."
        ) from error
    except OSError as error:
        raise CommandError(f"{shown(file, 200)} cannot be written: {error.strerror}.") from error
    return key

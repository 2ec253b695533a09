# SPDX-License-Identifier: EUPL-1.2
"""Sign a PDF with a key file or a device; needs no database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.management.files import content_of, secret_in, told_in_english
from kennisstad.agreement.signing.loading import part
from kennisstad.lib.files import on_a_terminal, shown


class Command(BaseCommand):
    help = "Sign a PDF with a key file (PKCS#12) or a device (PKCS#11)"
    example = (
        "kennisstad agreement sign agreement.pdf --pkcs12 me.p12 --password-file secret.txt -o signed.pdf"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the PDF; it stays as it is")
        parser.add_argument("-o", "--output", required=True, metavar="OUT", help="the signed PDF, a new file")
        key = parser.add_mutually_exclusive_group(required=True)
        key.add_argument("--pkcs12", metavar="FILE", help="a key file (.p12, .pfx)")
        key.add_argument("--pkcs11", metavar="LIBRARY", help="the library of a device, such as a card")
        parser.add_argument(
            "--password-file", metavar="FILE", help="its first line is the password or the PIN"
        )
        parser.add_argument("--token", default="", help="the name of the device")
        parser.add_argument("--slot", type=int, help="the place of the device, from 0")
        parser.add_argument("--label", default="", help="the name of the key on the device")
        parser.add_argument("--reason", default="", help="why, as a reader of PDF shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        output = Path(options["output"])
        if _is_there(output):
            raise CommandError(f"{shown(output, 200)} is there already. Choose another name.")
        with told_in_english():
            pdf = content_of(options["file"])
            with _key(options) as key:
                signed = _signed(pdf, key, options["reason"])
        _write(output, signed)
        self.stdout.write(on_a_terminal(f"{key.certificate.name} signed. {shown(output, 200)} holds it."))


@contextmanager
def _key(options: dict[str, Any]) -> Iterator[Any]:
    secret = secret_in(options["password_file"]) if options["password_file"] else ""
    if options["pkcs12"]:
        yield part("keys").open_pkcs12(content_of(options["pkcs12"]), secret)
        return
    device = {name: options[name] for name in ("token", "slot", "label")}
    with part("keys").open_token(options["pkcs11"], pin=secret, **device) as key:
        yield key


def _signed(pdf: bytes, key: Any, reason: str) -> bytes:
    taken = {one.field for one in part("verifying").verify(pdf).findings}
    field = next(name for number in range(1, len(taken) + 2) if (name := f"Signature{number}") not in taken)
    signed: bytes = part("making").sign(
        pdf, key, field=field, name=key.certificate.name, reason=reason, at=timezone.now()
    )
    return signed


def _is_there(output: Path) -> bool:
    try:
        return output.exists()
    except OSError as error:
        raise CommandError(f"{shown(output, 200)} cannot be written: {error.strerror}.") from error


def _write(output: Path, content: bytes) -> None:
    try:
        with output.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise CommandError(f"{shown(output, 200)} cannot be written: {error.strerror}.") from error

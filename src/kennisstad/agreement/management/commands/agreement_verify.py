# SPDX-License-Identifier: EUPL-1.2
"""Say who signed a PDF, what each signature covers, and whether a byte was changed; needs no database."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.agreement.management.files import content_of, told_in_english
from kennisstad.agreement.signing.finding import Finding, Verdict
from kennisstad.agreement.signing.loading import part
from kennisstad.agreement.signing_wording import about, outcome
from kennisstad.lib.files import on_a_terminal, shown


class Command(BaseCommand):
    help = "Say who signed a PDF, what each signature covers, and whether a byte was changed"
    example = "kennisstad agreement verify agreement.pdf --trust authority.pem"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the signed PDF")
        parser.add_argument(
            "--trust", action="append", default=[], metavar="PEM", help="certificates of trusted issuers"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_english():
            content, trust = content_of(options["file"]), _trusted(options["trust"])
            verdict = part("verifying").verify(content, trust=trust)
            if options["json"]:
                self.stdout.write(json.dumps(_document(verdict), ensure_ascii=False, indent=2))
            else:
                self._tell(verdict)
            if not verdict.is_right:
                raise CommandError(str(outcome(verdict)))

    def _tell(self, verdict: Verdict) -> None:
        for finding in verdict.findings:
            self.stdout.write(on_a_terminal(f"{finding.number}. {' '.join(about(finding))}"))
            certificate = finding.certificate
            self.stdout.write(
                on_a_terminal(
                    f"   Certificate {certificate.serial} of {certificate.subject};"
                    f" SHA-256 {certificate.fingerprint}"
                )
            )
        if verdict.is_right:
            self.stdout.write(str(outcome(verdict)))


def _trusted(names: list[str]) -> list[Any]:
    found: list[Any] = []
    for name in names:
        certificates = part("reading").read_certificates(content_of(name))
        if not certificates:
            raise CommandError(f"{shown(name, 200)} holds no certificate (PEM or DER).")
        found += certificates
    return found


def _document(verdict: Verdict) -> dict[str, object]:
    return {
        "right": verdict.is_right,
        "byte_changed": verdict.byte_changed,
        "outcome": str(outcome(verdict)),
        "signatures": [_signature(one, with_trust=verdict.with_trust) for one in verdict.findings],
    }


def _signature(finding: Finding, *, with_trust: bool) -> dict[str, object]:
    certificate = finding.certificate
    return {
        "number": finding.number,
        "field": finding.field,
        "name": certificate.name,
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "serial": certificate.serial,
        "fingerprint": certificate.fingerprint,
        "claimed_at": finding.claimed_at.isoformat() if finding.claimed_at else None,
        "intact": finding.intact,
        "covers": finding.covers.value,
        "later": finding.later.value,
        "standing": finding.standing.value,
        "right": finding.is_right(with_trust=with_trust),
    }

# SPDX-License-Identifier: EUPL-1.2
"""Reads PDF files and certificates from outside, with pyHanko."""

import hashlib
import logging
from collections.abc import Iterator
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader

from kennisstad.agreement.signing.certificates import Certificate
from kennisstad.agreement.signing.refusing import Reason, Refused

# They would write the names in certificates and whole tracebacks of files from outside.
for _name_of_logger in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name_of_logger).setLevel(logging.CRITICAL)

LARGEST_BYTES = 10_000_000


def open_pdf(pdf: bytes) -> PdfFileReader:
    """Open a PDF from outside.

    Raises:
        Refused: it is none, is damaged, too large, or needs a password.
    """
    if len(pdf) > LARGEST_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not pdf.startswith(b"%PDF-"):
        raise Refused(Reason.NOT_A_PDF)
    try:
        reader = PdfFileReader(BytesIO(pdf))
        is_encrypted = reader.encrypted
        # Looked at, because a file can begin well and hold nothing.
        reader.root["/Pages"]
    except Exception as fault:  # A damaged file can fail anywhere in the parser.
        raise Refused(Reason.NOT_A_PDF) from fault
    if is_encrypted:
        raise Refused(Reason.ENCRYPTED)
    return reader


def read_certificates(content: bytes) -> list[x509.Certificate]:
    """Read certificates from PEM, or one from DER; none from anything else."""
    try:
        found = list(_read(content))
        for one in found:
            # Parsed to the end only when asked.
            described(one)
    except (ValueError, TypeError, KeyError):
        return []
    return found


def _read(content: bytes) -> Iterator[x509.Certificate]:
    if not pem.detect(content):
        yield x509.Certificate.load(content, strict=True)
        return
    for kind, _headers, der in pem.unarmor(content, multiple=True):
        if kind == "CERTIFICATE":
            yield x509.Certificate.load(der, strict=True)


def described(certificate: x509.Certificate) -> Certificate:
    """Say in plain words what a certificate says."""
    holder = certificate.subject
    return Certificate(
        subject=holder.human_friendly,
        name=_name(holder),
        issuer=_name(certificate.issuer),
        emails=_emails(certificate),
        serial=f"{certificate.serial_number:x}",
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        self_signed=certificate.self_signed in ("yes", "maybe"),
    )


def _name(whose: x509.Name) -> str:
    told = whose.native
    found = told.get("common_name") or told.get("organization_name") or whose.human_friendly
    return found if isinstance(found, str) else " ".join(found)


def _emails(certificate: x509.Certificate) -> tuple[str, ...]:
    told = certificate.subject.native.get("email_address")
    own = [] if told is None else [told] if isinstance(told, str) else [*told]
    alternative = certificate.subject_alt_name_value
    also = [] if alternative is None else [
        name.native for name in alternative if name.name == "rfc822_name"
    ]  # fmt: skip
    return tuple(dict.fromkeys([*own, *also]))

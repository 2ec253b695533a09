# SPDX-License-Identifier: EUPL-1.2
"""Says of the signatures in a PDF whose they are, what they cover and what came after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from kennisstad.agreement.signing.apart import apart
from kennisstad.agreement.signing.finding import Covers, Finding, Later, Standing, Verdict
from kennisstad.agreement.signing.framing import is_tidy
from kennisstad.agreement.signing.reading import described, open_pdf
from kennisstad.agreement.signing.refusing import Reason, Refused

COVERS = {
    SignatureCoverageLevel.ENTIRE_FILE: Covers.WHOLE,
    SignatureCoverageLevel.ENTIRE_REVISION: Covers.REVISION,
}
ONLY_SIGNATURES = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
USES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def verify(pdf: bytes, *, trust: Sequence[x509.Certificate] = ()) -> Verdict:
    """Look at every signature in a file; nothing is fetched from anywhere.

    Args:
        trust: whom we believe when they say whose a certificate is; without any, no issuer is judged.
    Raises:
        Refused: this is no PDF, or so damaged that nothing can be said of it.
    """
    reader = open_pdf(pdf)
    steps, signatures = Steps(reader), enumerate(_signatures(reader), 1)
    found = tuple(_finding(one, pdf, number, trust, steps) for number, one in signatures)
    return Verdict(found, with_trust=bool(trust))


def added(before: bytes, after: bytes) -> Finding:
    """Give the one signature that was added to a file, where nothing else was.

    Raises:
        Refused: it is another file, nothing or too much was added, or the signature is not right.
    """
    reader = open_pdf(after)
    if not after.startswith(before):
        raise Refused(Reason.OTHER_DOCUMENT)
    old = open_pdf(before)
    new = len(_signatures(reader)) - len(_signatures(old))
    if new != 1:
        raise Refused(Reason.NOT_SIGNED if new < 1 else Reason.SEVERAL)
    if not _only_signatures(_changes(reader, old.xrefs.total_revisions - 1)):
        raise Refused(Reason.CHANGED)
    verdict = verify(after)
    last = verdict.findings[-1]
    if not last.intact:
        raise Refused(Reason.BROKEN)
    if verdict.byte_changed or any(one.later == Later.OTHER for one in verdict.findings):
        raise Refused(Reason.CHANGED)
    return last


def _signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    try:
        return list(reader.embedded_regular_signatures)
    except Exception as fault:  # A damaged signature can fail anywhere in the parser.
        raise Refused(Reason.BROKEN) from fault


def _changes(reader: PdfFileReader, revision: int) -> Any:
    try:
        return DEFAULT_DIFF_POLICY.review_file(reader, revision)
    except Exception as fault:  # So can what was added.
        raise Refused(Reason.CHANGED) from fault


def _only_signatures(changes: Any) -> bool:
    return isinstance(changes, DiffResult) and changes.modification_level in ONLY_SIGNATURES


class Steps:
    """What each addition to a file changed; looked at once for all signatures, and when it is asked for."""

    def __init__(self, reader: PdfFileReader) -> None:
        self._reader = reader
        self._only: dict[int, bool] = {}

    def only_signatures_since(self, revision: int) -> bool:
        """Say whether every addition after a revision is signatures and nothing else."""
        return all(self._is_only(step) for step in range(revision, self._reader.xrefs.total_revisions - 1))

    def _is_only(self, step: int) -> bool:
        if step not in self._only:
            old, new = (self._reader.get_historical_resolver(one) for one in (step, step + 1))
            try:
                self._only[step] = _only_signatures(DEFAULT_DIFF_POLICY.apply(old, new))
            except Exception:  # What was added can be anything.
                self._only[step] = False
        return self._only[step]


def _finding(
    signature: EmbeddedPdfSignature,
    pdf: bytes,
    number: int,
    trust: Sequence[x509.Certificate],
    steps: Steps,
) -> Finding:
    try:
        certificate, claimed = signature.signer_cert, signature.self_reported_timestamp
        context = ValidationContext(
            trust_roots=trust, allow_fetching=False, moment=claimed, revocation_mode="soft-fail"
        )
        status = apart(validate_pdf_signature, signature, context, key_usage_settings=USES, skip_diff=True)
        whose = described(certificate)
    except Exception as fault:  # A damaged signature can fail anywhere in the parser.
        raise Refused(Reason.BROKEN) from fault
    return Finding(
        field=signature.field_name,
        certificate=whose,
        claimed_at=claimed,
        intact=status.intact and status.valid and is_tidy(_hole(signature, pdf)),
        covers=COVERS.get(signature.coverage or SignatureCoverageLevel.UNCLEAR, Covers.PART),
        number=number,
        later=_later(signature, steps),
        standing=_standing(certificate, claimed, trusted=status.trusted),
    )


def _later(signature: EmbeddedPdfSignature, steps: Steps) -> Later:
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Later.NOTHING
    if signature.docmdp_level is not None or signature.fieldmdp is not None:
        # It says itself what may follow: then that holds for all that follows.
        only = _only_signatures(signature.evaluate_modifications(DEFAULT_DIFF_POLICY))
    else:
        only = steps.only_signatures_since(signature.signed_revision)
    return Later.SIGNATURES if only else Later.OTHER


def _standing(certificate: x509.Certificate, at: datetime | None, *, trusted: bool) -> Standing:
    if at and at > certificate.not_valid_after:
        return Standing.EXPIRED
    if at and at < certificate.not_valid_before:
        return Standing.NOT_YET_VALID
    if trusted:
        return Standing.TRUSTED
    return Standing.SELF_SIGNED if certificate.self_signed in ("yes", "maybe") else Standing.UNKNOWN_ISSUER


def _hole(signature: EmbeddedPdfSignature, pdf: bytes) -> bytes:
    _start, begins, ends, _rest = (int(number) for number in signature.byte_range)
    return pdf[begins:ends]

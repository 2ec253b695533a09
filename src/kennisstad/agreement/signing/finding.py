# SPDX-License-Identifier: EUPL-1.2
"""What is found of the signatures in a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kennisstad.agreement.signing.certificates import Certificate


class Covers(StrEnum):
    """How much of the file a signature speaks for."""

    WHOLE = "whole"
    REVISION = "revision"
    """All that stood there when it was made; more was added since."""
    PART = "part"


class Later(StrEnum):
    """What was added after a signature."""

    NOTHING = "nothing"
    SIGNATURES = "signatures"
    OTHER = "other"


class Standing(StrEnum):
    """What the certificate was worth when it signed."""

    TRUSTED = "trusted"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"


@dataclass(frozen=True)
class Finding:
    """One signature in a file."""

    field: str
    certificate: Certificate
    claimed_at: datetime | None
    """When it was made, by the signer's own clock."""
    intact: bool
    """Whether what it covers is byte for byte what was signed, with this certificate's key."""
    covers: Covers
    number: int
    """Its place among the signatures in the file: 1 is the oldest."""
    later: Later
    standing: Standing

    def is_right(self, *, with_trust: bool) -> bool:
        """Say whether nothing is wrong; an issuer counts only where trusted ones were named."""
        known = (
            {Standing.TRUSTED} if with_trust else set(Standing) - {Standing.EXPIRED, Standing.NOT_YET_VALID}
        )
        whole = self.covers != Covers.PART and self.later != Later.OTHER
        return self.intact and whole and self.standing in known


@dataclass(frozen=True)
class Verdict:
    """All signatures in a file, in the order in which they were made."""

    findings: tuple[Finding, ...]
    with_trust: bool
    """Whether trusted issuers were named."""

    @property
    def byte_changed(self) -> bool:
        """Whether a byte is not as it was signed, or was added after the last signature."""
        last = self.findings[-1] if self.findings else None
        return any(not one.intact for one in self.findings) or (
            last is not None and last.covers != Covers.WHOLE
        )

    @property
    def is_right(self) -> bool:
        right = all(one.is_right(with_trust=self.with_trust) for one in self.findings)
        return bool(self.findings) and right and not self.byte_changed

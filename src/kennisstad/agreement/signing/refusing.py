# SPDX-License-Identifier: EUPL-1.2
"""Why a file, a key or a certificate is refused."""

from enum import StrEnum


class Reason(StrEnum):
    NO_LIBRARY = "no-library"
    NOT_A_PDF = "not-a-pdf"
    TOO_LARGE = "too-large"
    ENCRYPTED = "encrypted"
    NOT_A_KEY = "not-a-key"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - why a password is refused, and no password
    NO_KEY = "no-key"
    NO_DEVICE = "no-device"
    WRONG_PIN = "wrong-pin"
    NO_TOKEN_KEY = "no-token-key"  # noqa: S105
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    WRONG_PERSON = "wrong-person"
    OTHER_DOCUMENT = "other-document"
    NOT_SIGNED = "not-signed"
    SEVERAL = "several"
    CHANGED = "changed"
    BROKEN = "broken"


class Refused(ValueError):
    """This cannot be signed, or counts as no signature."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

# SPDX-License-Identifier: EUPL-1.2
"""The codes in links with which somebody signs: 160 bits, of which only a digest is kept."""

import hashlib
import secrets

PREFIX = "sign-"
"""Makes a code known for what it is, so that it can be kept out of the log."""


def new_code() -> tuple[str, str]:
    """Give a code and the digest to keep."""
    code = PREFIX + secrets.token_hex(20)
    return code, digest(code)


def digest(code: str) -> str:
    """Give the digest by which a code is found."""
    return hashlib.sha256(code.encode()).hexdigest()

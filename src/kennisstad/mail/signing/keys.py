# SPDX-License-Identifier: EUPL-1.2
"""Keys: made, kept in a file, and told to DNS. Needs cryptography, so `loading` brings it."""

import base64
from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kennisstad.mail.signing.loading import NotAKey

BITS = 2048
LEAST_BITS = 1024
"""RFC 8301, 3.2."""
LONGEST_STRING = 255


def make() -> bytes:
    """Make a private key, as the text of its file (PEM, PKCS #8)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def signing(pem: bytes) -> Callable[[bytes], bytes]:
    """Give what signs with a private key.

    Raises:
        NotAKey: it is no RSA key, too short, or locked with a password.
    """
    key = _read(pem)
    return lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def record(pem: bytes) -> str:
    """Give the text of the record that DNS must hold.

    Raises:
        NotAKey: it is no RSA key, too short, or locked with a password.
    """
    public = _read(pem).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


def in_a_zone(text: str) -> str:
    """Write a text for a zone file: one string there holds 255 signs at most."""
    pieces = [text[place : place + LONGEST_STRING] for place in range(0, len(text), LONGEST_STRING)]
    return " ".join(f'"{piece}"' for piece in pieces)


def _read(pem: bytes) -> rsa.RSAPrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NotAKey("it holds no private key in PEM without a password") from error
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise NotAKey(f"its key is no RSA key of at least {LEAST_BITS} bits")
    return key

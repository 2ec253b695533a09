# SPDX-License-Identifier: EUPL-1.2
import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.mail.deliverability import dkim
from kennisstad.mail.deliverability.finding import Level, Reason
from kennisstad.mail.deliverability.rsa_key import bits_of


def public_key(bits: int, shape: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> str:
    key = generate_private_key(65537, bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, shape)).decode()


KEY = public_key(2048)


@pytest.mark.parametrize(
    ("bits", "level", "reason"),
    [
        (1024, Level.ATTENTION, Reason.DKIM_KEY_SHORT),
        (2048, Level.OK, Reason.DKIM_KEY),
        (3072, Level.OK, Reason.DKIM_KEY),
    ],
)
@pytest.mark.parametrize("shape", [PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1])
def test_the_length_of_a_key_is_read_from_it(bits, level, reason, shape):
    (found,) = dkim.explain(f"v=DKIM1; k=rsa; p={public_key(bits, shape)}", selector="s1")

    assert (found.level, found.reason) == (level, reason)
    assert found.facts == {"selector": "s1", "bits": str(bits)}


# An RSA key of 512 bits, which no library makes any more: only its length matters.
WEAK = base64.b64encode(
    bytes.fromhex("305c300d06092a864886f70d0101010500034b003048024100")
    + b"\xc5" * 64
    + bytes.fromhex("0203010001")
).decode()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (f"p={KEY}", [Reason.DKIM_KEY]),
        (f"v=DKIM1; p={KEY[:70]} {KEY[70:]};", [Reason.DKIM_KEY]),
        (f"k=rsa; p={KEY}; v=DKIM1", [Reason.DKIM_VERSION]),
        (f"v=DKIM2; p={KEY}", [Reason.DKIM_VERSION]),
        ("v=DKIM1; p=", [Reason.DKIM_REVOKED]),
        ("v=DKIM1; k=rsa", [Reason.DKIM_SYNTAX]),
        ("nonsense", [Reason.DKIM_SYNTAX]),
        (f"v=DKIM1; p={KEY}; p={KEY}", [Reason.DKIM_SYNTAX]),
        (f"v=DKIM1; p={KEY[:200]}", [Reason.DKIM_KEY_UNREADABLE]),
        ("v=DKIM1; p=!!!!", [Reason.DKIM_KEY_UNREADABLE]),
        (f"v=DKIM1; p={WEAK}", [Reason.DKIM_KEY_WEAK]),
        (f"v=DKIM1; k=dsa; p={KEY}", [Reason.DKIM_KEY_TYPE]),
        (f"v=DKIM1; k=ed25519; p={base64.b64encode(bytes(32)).decode()}", [Reason.DKIM_ED25519]),
        (f"v=DKIM1; k=ed25519; p={KEY}", [Reason.DKIM_KEY_UNREADABLE]),
        (f"v=DKIM1; t=s:y; p={KEY}", [Reason.DKIM_KEY, Reason.DKIM_TESTING]),
        (f"v=DKIM1; t=s; h=sha1:sha256; s=email; p={KEY}", [Reason.DKIM_KEY]),
        (f"v=DKIM1; h=sha1; p={KEY}", [Reason.DKIM_KEY, Reason.DKIM_SHA1]),
        (f"v=DKIM1; s=other; p={KEY}", [Reason.DKIM_KEY, Reason.DKIM_NOT_MAIL]),
    ],
)
def test_what_a_record_means(record, expected):
    assert [one.reason for one in dkim.explain(record)] == expected


@given(st.binary(max_size=60))
def test_any_bytes_have_some_length(data):
    assert 0 <= bits_of(data) <= 8 * len(data)


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text):
    assert dkim.explain(text)
    assert dkim.explain(f"v=DKIM1; p={text}")

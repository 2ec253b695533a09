# SPDX-License-Identifier: EUPL-1.2
"""What we sign is believed by dkimpy, which shares no code with us, and a changed letter is not."""

import dkim
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.mail.signing import keys
from kennisstad.mail.signing.loading import NotAKey
from kennisstad.mail.signing.message import NotAMessage, Signer

PEM = keys.make()
RECORD = keys.record(PEM)
SIGNER = Signer("city.example", "s1", keys.signing(PEM))
LETTER = (
    b"From: Stad <news@city.example>\r\nTo: els@example.org\r\n"
    b"Subject: =?utf-8?q?Nieu=77s?=\r\n  in   twee regels\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@city.example>\r\nX-Other: is not signed\r\n"
    b"List-Unsubscribe: <https://city.example/af/1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nDag  allemaal \r\n\r\n.een punt\r\n\r\n\r\n"
)


def signed(message: bytes = LETTER) -> bytes:
    return SIGNER.sign(message, at=1_700_000_000)


def is_believed(message: bytes, record: str = RECORD) -> bool:
    asked: list[bytes] = []

    def dns(name: bytes, timeout: float = 5) -> bytes:
        asked.append(name)
        return record.encode()

    believed = dkim.verify(message, dnsfunc=dns, minkey=1024)
    assert asked == [b"s1._domainkey.city.example."]
    return bool(believed)


def test_a_signed_letter_is_believed():
    assert is_believed(signed())
    assert signed().endswith(LETTER)


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_lines_are_ended_as_they_travel(end):
    assert signed(LETTER.replace(b"\r\n", end)) == signed()


def test_spaces_that_servers_change_do_not_matter():
    changed = (
        signed().replace(b"Subject: ", b"SUBJECT:\t").replace(b"Dag  allemaal ", b"Dag allemaal") + b"\r\n"
    )

    assert is_believed(changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Dag", b"Dog"),
        (b"els@", b"piet@"),
        (b"twee", b"drie"),
        (b"af/1", b"af/2"),
        (b"=One-Click", b"=Two-Clicks"),
        (b"s1;", b"s2;"),
    ],
)
def test_a_changed_letter_is_not_believed(old, new):
    changed = signed().replace(old, new, 1)

    assert changed != signed()
    assert not dkim.verify(changed, dnsfunc=lambda name, timeout=5: RECORD.encode())


@pytest.mark.parametrize("name", ["From", "To", "Subject", "Date", "Content-Type"])
@pytest.mark.parametrize("below", [True, False])
def test_a_second_header_is_not_believed(name, below):
    added = f"{name}: another@example.org\r\n".encode()
    whole = signed().replace(b"X-Other:", added + b"X-Other:") if below else added + signed()

    assert not is_believed(whole)


def test_another_key_is_not_believed():
    assert not is_believed(signed(), keys.record(keys.make()))


HEADERS = st.lists(
    st.tuples(
        st.sampled_from([b"Subject", b"To", b"X-Any", b"List-Id", b"Reply-To"]),
        st.lists(
            st.sampled_from([b"word", b" ", b"\t", b"\r\n ", b"\r\n\t", b":", b";", b"\xc3\xa9"]), max_size=6
        ),
    ),
    max_size=6,
)
BODY = st.lists(
    st.sampled_from([b"word", b" ", b"\t", b"\r\n", b"\n", b"\r", b".", b"\xff", b"From "]), max_size=20
)


@settings(max_examples=150, deadline=None)
@given(HEADERS, BODY)
def test_every_message_that_is_signed_is_believed(headers, body):
    head = b"".join(name + b": x" + b"".join(value) + b"x\r\n" for name, value in headers)
    message = b"From: news@city.example\r\n" + head + b"\r\n" + b"".join(body)

    assert is_believed(signed(message))


@pytest.mark.parametrize(
    "message",
    [b"", b"To: a@b.nl\r\n\r\nx", b"From: a@b.nl\r\nno header\r\n\r\nx", b" x\r\nFrom: a@b.nl\r\n\r\n"],
)
def test_what_is_no_message_is_not_signed(message):
    with pytest.raises(NotAMessage):
        signed(message)


@pytest.mark.parametrize(
    "pem", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused(pem):
    with pytest.raises(NotAKey):
        keys.signing(pem)


def test_keys_of_another_kind_or_with_a_password_are_refused():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_pem_private_key,
    )

    other = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    locked = load_pem_private_key(PEM, None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
    )
    for pem in (other, locked):
        with pytest.raises(NotAKey):
            keys.record(pem)


def test_a_record_for_a_zone_is_cut_in_strings_that_fit():
    pieces = keys.in_a_zone(RECORD).split('" "')

    assert "".join(pieces).strip('"') == RECORD
    assert all(len(piece.strip('"')) <= 255 for piece in pieces)

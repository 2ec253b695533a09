# SPDX-License-Identifier: EUPL-1.2
"""Against a real IMAP server: what was read is marked as seen, over TLS or not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kennisstad.mail.boxes.box import MOST_BYTES, BoxUnusable
from kennisstad.mail.boxes.imap import Imap, Safety
from tests.mail.boxes import dovecot
from tests.mail.boxes.dovecot import NAME, PASSWORD, PLAIN_NAME, PLAIN_PASSWORD, Dovecot

ALL = 10**9


class Cut(Exception):
    """The database went away."""


@pytest.fixture(scope="module")
def started() -> Iterator[Dovecot]:
    with dovecot.running() as made:
        yield made


@pytest.fixture
def server(started: Dovecot) -> Dovecot:
    """Begin with an empty inbox."""
    with started.visited() as visitor:
        _standing, [number] = visitor.select("INBOX")
        if number != b"0":
            visitor.store("1:*", "+FLAGS", r"(\Deleted)")
            visitor.expunge()
    return started


def box(server: Dovecot, safety: Safety = Safety.NONE) -> Imap:
    port = server.tls_port if safety is Safety.TLS else server.port
    return Imap("localhost", port, NAME, PASSWORD, "INBOX", safety)


def test_what_was_read_is_seen_and_what_a_person_should_look_at_is_starred(server):
    server.drop(b"Subject: one\r\n\r\nFirst", b"Subject: look\r\n\r\nSecond", b"Subject: three\r\n\r\nThird")
    got: list[bytes] = []

    def take(raw: bytes) -> bool:
        got.append(raw)
        return b"look" in raw

    box(server).empty(take, most=ALL)
    box(server).empty(take, most=ALL)

    assert [raw.split(b"\r\n")[0] for raw in got] == [b"Subject: one", b"Subject: look", b"Subject: three"]
    assert server.flags() == ["\\Seen", "\\Flagged \\Seen", "\\Seen"]


def test_a_message_that_was_not_taken_stays_new_and_no_more_are_read_than_asked(server):
    server.drop(b"Subject: one\r\n\r\n", b"Subject: two\r\n\r\n", b"Subject: three\r\n\r\n")

    def cut(raw: bytes) -> bool:
        raise Cut

    with pytest.raises(Cut):
        box(server).empty(cut, most=ALL)
    assert server.flags() == ["", "", ""]

    box(server).empty(lambda raw: False, most=2)
    assert server.flags() == ["\\Seen", "\\Seen", ""]


def test_a_large_message_is_cut_off(server):
    server.drop(b"Subject: large\r\n\r\n" + b"x" * 70 + (b"\r\n" + b"x" * 70) * 20_000)
    sizes: list[int] = []

    box(server).empty(lambda raw: bool(sizes.append(len(raw))), most=ALL)

    assert sizes == [MOST_BYTES]


@pytest.mark.parametrize("safety", [Safety.TLS, Safety.STARTTLS])
def test_a_connection_is_made_safe_with_a_certificate_that_is_known_and_with_no_other(
    server, safety, monkeypatch
):
    with pytest.raises(BoxUnusable, match=r"localhost cannot be used: .*certificate verify failed"):
        box(server, safety).check()

    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    box(server, safety).check()

    with pytest.raises(BoxUnusable, match="certificate verify failed"):
        replace(box(server, safety), host="127.0.0.1").check()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"password": "wrong"}, "localhost cannot be used: .*Authentication failed"),
        ({"folder": "Nothing"}, "localhost has no folder Nothing"),
        ({"port": 1}, "localhost cannot be used: .*refused"),
        ({"host": "nowhere.invalid"}, "nowhere.invalid cannot be used: "),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(server, changed, says):
    with pytest.raises(BoxUnusable, match=says) as told:
        replace(box(server), **changed).check()

    assert PASSWORD not in str(told.value)


def test_a_password_in_ascii_is_taken_as_well(server):
    replace(box(server), name=PLAIN_NAME, password=PLAIN_PASSWORD).check()

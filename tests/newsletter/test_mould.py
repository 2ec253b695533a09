# SPDX-License-Identifier: EUPL-1.2
"""A letter that is cast is a message as the standards want it, with each reader's own in its place alone."""

import re
from collections import Counter
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.newsletter.mould import Mould, Own, Written, new_marks

MARKS = new_marks()
HEADERS = [
    "From", "Subject", "To", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id",
    "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version", "Content-Type",
]  # fmt: skip
OF_A_READER = {"To", "Date", "Message-ID", "List-Unsubscribe"}
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
LONG = st.text("aé \t=.\nß", max_size=400)
"""Words at the limits of lines, with blanks at their ends."""
SEEN = st.characters(min_codepoint=33, max_codepoint=126)
ADDRESSES = st.text(SEEN, min_size=1, max_size=50).map("https://city.example/{}".format)
OWN = st.builds(
    Own,
    to=st.integers(1, 60).map(lambda length: f"{'x' * length}@example.org"),
    message_id=st.integers(1, 10**9).map("<{}.abc123@city.example>".format),
    date=st.just("Mon, 23 Nov 2026 09:00:00 -0000"),
    leave=ADDRESSES,
    choices=ADDRESSES,
    one_click=st.text(SEEN, max_size=40).map(lambda code: f"https://city.example/{code.replace('>', '')}"),
)
PIECES = st.lists(ANY | LONG | st.sampled_from([MARKS.leave, MARKS.choices]), max_size=8).map("".join)
WRITTEN = st.builds(
    Written,
    marks=st.just(MARKS),
    subject=ANY | st.text("né ", max_size=300),
    html=PIECES,
    text=PIECES,
    sender_name=ANY | st.text('né "\\<@,', max_size=200),
    sender=st.just("news@city.example"),
    list_id=st.just("newsletter.city.example"),
    language=st.sampled_from(["nl", "en"]),
)
OF_ANA = Own("ana@example.org", "<1.a@city.example>", "Mon, 23 Nov 2026 09:00:00 -0000", "L", "C", "O")


def written(**changed: str) -> Written:
    values = {"subject": "News", "html": "<p>", "text": "t", "sender_name": "City", "sender": "n@c.example"}
    return Written(MARKS, **{**values, "list_id": "l.c.example", "language": "en", **changed})


def read(message: bytes) -> EmailMessage:
    return message_from_bytes(message, policy=policy.default)  # type: ignore[return-value]


def content(letter: EmailMessage, kind: str) -> str:
    """Give the exact words of a part."""
    (part,) = (part for part in letter.walk() if part.get_content_type() == f"text/{kind}")
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr]


def as_lines_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


@given(WRITTEN, OWN)
def test_no_line_is_too_long_and_each_ends_as_lines_of_mail_do(letter, own):
    head, _blank, body = Mould(letter).cast(own).partition(b"\r\n\r\n")

    assert [line for line in head.split(b"\r\n") if len(line) > 78] == []
    assert [line for line in body.split(b"\r\n") if len(line) > 76] == []
    assert not re.search(rb"[\r\n]", (head + body).replace(b"\r\n", b""))
    assert [line for line in body.split(b"\r\n") if line.endswith((b" ", b"\t"))] == []
    assert body.endswith(b"--\r\n")


@pytest.mark.parametrize("sign", ["x", "x ", "é", '"'])
def test_no_header_is_too_long_at_any_length(sign):
    for length in range(200):
        words = (sign * length)[:length]
        own = replace(OF_ANA, to="x" * min(length, 60) + "@example.org", one_click="x" * min(length, 70))
        head = Mould(written(subject=words, sender_name=words)).cast(own).partition(b"\r\n\r\n")[0]
        assert [line for line in head.split(b"\r\n") if len(line) > 78] == [], length


@given(WRITTEN, OWN)
def test_what_was_written_is_read_again_with_the_readers_own_addresses_in_place(letter, own):
    cast = read(Mould(letter).cast(own))

    for kind, words in (("plain", letter.text), ("html", letter.html)):
        told = as_lines_end(words).replace(MARKS.leave, own.leave).replace(MARKS.choices, own.choices)
        assert content(cast, kind) == told
    assert cast["List-Unsubscribe"].strip() == f"<{own.one_click}>"
    assert (cast["To"].strip(), cast["Message-ID"].strip()) == (own.to, own.message_id)


@given(WRITTEN, OWN)
def test_no_words_can_add_a_header_or_a_part(letter, own):
    cast = read(Mould(letter).cast(own))

    assert cast.keys() == HEADERS
    assert [part.get_content_type() for part in cast.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert not any(part.defects for part in cast.walk())


@pytest.mark.parametrize(
    "words",
    ["What happened", "Eén nieuwtje", "é" * 150, "word " * 30, "x" * 150, "=?utf-8?q?not_one?=", "a, b; <c>"],
)
def test_a_subject_and_a_name_are_read_as_they_were_written(words):
    message = Mould(written(subject=words, sender_name=words)).cast(OF_ANA)

    assert read(message)["Subject"] == words.strip()
    # Parsed by the older way of reading: the newer puts blanks between two encoded words of a name.
    name, address = parseaddr(message_from_bytes(message)["From"].replace("\r\n", ""))
    assert (str(make_header(decode_header(name))), address) == (words.strip(), "n@c.example")


@given(WRITTEN, OWN, OWN)
def test_two_letters_differ_in_what_is_the_readers_own_alone(letter, one, other):
    mould = Mould(letter)
    first, second = read(mould.cast(one)), read(mould.cast(other))

    alike = {name: first[name] for name in HEADERS if name not in OF_A_READER}
    assert alike == {name: second[name] for name in HEADERS if name not in OF_A_READER}
    changed = mould.cast(replace(one, to=other.to, message_id=other.message_id))
    assert Counter(mould.cast(one).split(b"\r\n")) - Counter(changed.split(b"\r\n")) == Counter(
        [f"{name}: {old}".encode() for name, old, new in (
            ("To", one.to, other.to), ("Message-ID", one.message_id, other.message_id)) if old != new]
    )  # fmt: skip


@given(WRITTEN, OWN)
def test_what_separates_the_parts_stands_in_none_of_them(letter, own):
    message = Mould(letter).cast(own)

    boundary = read(message).get_boundary()
    assert boundary
    assert message.count(boundary.encode()) == 4


@pytest.mark.parametrize("name", ["to", "message_id", "date", "leave", "choices", "one_click"])
@pytest.mark.parametrize("sign", ["\r\n", "\r", "\n", "\x00", "\x0b", "\x85", "\u2028", "é"])
def test_what_is_a_readers_own_is_one_line_of_plain_signs(name, sign):
    with pytest.raises(ValueError, match="one line"):
        Mould(written()).cast(Own(**{**vars(OF_ANA), name: f"x{sign}Bcc: bo@example.org"}))


@pytest.mark.parametrize("name", ["sender", "list_id", "language"])
@pytest.mark.parametrize("sign", ["\r\n", "\r", "\n", "\r\n\r\n", "\r\nBcc:"])
def test_what_is_said_of_all_letters_is_one_line_too(name, sign):
    with pytest.raises(ValueError, match="one line"):
        Mould(written(**{name: f"x{sign}y@example.org"}))


def test_no_two_letters_have_the_same_marks():
    assert len({new_marks() for _letter in range(100)}) == 100

# SPDX-License-Identifier: EUPL-1.2
"""What became of a letter is told as the server meant it, whenever it hangs up."""

import time

import pytest

from kennisstad.mail.bulk_line import (
    BulkLine,
    CannotBeWritten,
    Cut,
    NotTaken,
    Silent,
    Unreachable,
    on_envelope,
)
from tests.mail.talking import HANG_UP, Talking, talking

LETTER = b"Subject: x\r\n\r\nDag\r\n"
both_ways = pytest.mark.parametrize("pipelining", [True, False], ids=["at once", "in turn"])


def send(line: BulkLine, to: str = "ana@example.org", letter: bytes = LETTER) -> None:
    line.send("desk@example.org", to, letter)


def line_to(server: Talking, **patience: float) -> BulkLine:
    return BulkLine(server.server, **patience)


@both_ways
@pytest.mark.parametrize(
    "bad", [{"MAIL": f"421 enough {HANG_UP}"}, {"MAIL": HANG_UP}, {"RCPT": f"421 enough {HANG_UP}"},
            {"DATA": f"421 enough {HANG_UP}"}, {"DATA": HANG_UP}, {".": f"421 enough {HANG_UP}"},
            {"MAIL": "421 enough"}, {"EHLO": HANG_UP}],
    ids=str,
)  # fmt: skip
def test_a_server_that_hangs_up_before_it_has_a_letter_was_not_reached(bad, pipelining):
    with talking(bad, {}, pipelining=pipelining) as server:
        line = line_to(server)
        with pytest.raises(Unreachable):
            send(line)
        assert (server.opened, server.taken) == (1, [])

        send(line)

    assert (server.opened, server.taken) == (2, [LETTER])


@both_ways
@pytest.mark.parametrize("end", [f"250 well {HANG_UP}", "250 well"], ids=str)
def test_a_line_that_was_closed_since_its_last_letter_is_opened_anew_for_the_same(end, pipelining):
    """Closed while it was idle, or with 421 at the next letter."""
    with talking({".": end}, {}, pipelining=pipelining) as server:
        line = line_to(server)
        send(line)
        server.lines[0]["MAIL"] = f"421 enough {HANG_UP}"

        send(line)

    assert (server.opened, server.taken) == (2, [LETTER, LETTER])


@both_ways
def test_a_new_line_is_tried_once_for_a_letter(pipelining):
    with talking({".": f"250 well {HANG_UP}"}, {"MAIL": HANG_UP}, pipelining=pipelining) as server:
        line = line_to(server)
        send(line)

        with pytest.raises(Unreachable):
            send(line)

    assert server.opened == 2


@both_ways
@pytest.mark.parametrize(
    "bad",
    [{"RCPT": f"550 5.1.1 nobody {HANG_UP}"}, {"RCPT": "550 5.1.1 nobody", "RSET": HANG_UP},
     {"RCPT": "550 5.1.1 nobody", "RSET": "421 enough"}, {"DATA": f"550 5.1.1 no {HANG_UP}"},
     {".": f"550 5.1.1 no {HANG_UP}"}],
    ids=str,
)  # fmt: skip
def test_a_refusal_stays_one_when_the_server_hangs_up_after_it(bad, pipelining):
    with talking(dict(bad), {}, pipelining=pipelining) as server:
        line = line_to(server)
        with pytest.raises(NotTaken) as refused:
            send(line)
        server.lines[0].clear()

        send(line)

    assert (refused.value.code, refused.value.enhanced, refused.value.for_good) == (550, "5.1.1", True)
    assert (server.opened, server.taken) == (2, [LETTER])


def test_a_refusal_stays_one_when_the_server_dislikes_the_empty_letter_that_ends_it():
    with talking({"RCPT": "550 5.1.1 nobody", ".": HANG_UP}) as server, pytest.raises(NotTaken, match="550"):
        send(line_to(server))

    assert server.heard[-1] == "."


@both_ways
def test_after_a_refusal_the_same_line_takes_the_next(pipelining):
    with talking({"RCPT": "450 4.2.1 later"}, pipelining=pipelining) as server:
        line = line_to(server)
        for _letter in range(2):
            with pytest.raises(NotTaken, match=r"^450 4\.2\.1$"):
                send(line)
        server.lines[0]["RCPT"] = "250 well"

    assert (server.opened, server.heard.count("RSET"), server.taken) == (1, 2, [])


@both_ways
@pytest.mark.parametrize("code", [450, 550])
def test_a_server_that_takes_nothing_from_us_says_nothing_of_a_letter(code, pipelining):
    """It may on a new line."""
    with talking({"MAIL": f"{code} not you"}, {}, pipelining=pipelining) as server:
        line = line_to(server)
        with pytest.raises(Unreachable, match=f"^MAIL {code}$"):
            send(line)

        send(line)

    assert (server.opened, server.taken) == (2, [LETTER])


@both_ways
def test_a_line_cut_before_the_answer_leaves_open_whether_the_letter_was_taken(pipelining):
    """So it is not tried at once on a new line either."""
    with talking({}, pipelining=pipelining) as server:
        line = line_to(server)
        send(line)
        server.lines[0]["."] = HANG_UP
        with pytest.raises(Cut):
            send(line)

    assert (server.opened, server.heard.count(".")) == (1, 2)


def test_a_letter_that_is_looked_at_for_long_is_waited_for():
    with talking({}, slow_s=0.6) as server:
        line = line_to(server, timeout_s=0.2, verdict_s=5.0)
        send(line)
        send(line)

    assert (server.opened, len(server.taken)) == (1, 2)


def test_a_letter_that_is_never_answered_is_cut():
    with talking({}, slow_s=1.0) as server, pytest.raises(Cut):
        send(line_to(server, verdict_s=0.2))


@both_ways
def test_a_server_that_falls_silent_is_not_asked_again_on_a_new_line(pipelining):
    """And it is waited for as long as before, although a letter's answer may take longer."""
    with talking({}, pipelining=pipelining) as server:
        line = line_to(server, timeout_s=0.3, verdict_s=40.0)
        send(line)
        server.lines[0]["MAIL"], begun = "", time.monotonic()

        with pytest.raises(Silent):
            send(line)

    assert (server.opened, server.heard.count("MAIL")) == (1, 2)
    assert time.monotonic() - begun < 20


def test_a_letter_that_was_begun_too_long_ago_is_not_handed_over_any_more():
    """Whoever had it may have lost it to another meanwhile."""
    with talking({}) as server, pytest.raises(Silent, match="slow"):
        send(line_to(server, before_s=-1.0))

    assert (server.heard[-1], server.taken) == ("DATA", [])


def test_a_refusal_keeps_some_of_the_servers_words():
    said = "550 5.1.1 " + "nobody\xff " * 50
    with talking({"RCPT": said}) as server, pytest.raises(NotTaken) as refused:
        send(line_to(server))

    assert refused.value.words.startswith("5.1.1 nobody")
    assert (len(refused.value.words), str(refused.value)) == (200, "550 5.1.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "a..b", "x" * 64 + ".example"])
def test_a_server_that_cannot_be_called_was_not_reached(host):
    server = Talking(({},), port=1).server

    with pytest.raises(Unreachable):
        send(BulkLine(type(server)(**{**vars(server), "host": host})))


def test_lines_that_begin_with_a_dot_arrive_as_they_are():
    letter = b".first\r\n\r\n.\r\n..\r\n"
    with talking({}) as server:
        send(line_to(server), letter=letter)

    assert server.taken == [b"." + letter.replace(b"\r\n.", b"\r\n..")]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ana+x@example.org", "ana+x@example.org"),
        ("ana@straße.example", "ana@xn--strae-oqa.example"),
        ('"ana maria"@example.org', '"ana maria"@example.org'),
        ('"a@b"@example.org', '"a@b"@example.org'),
        (r'"a\"b"@example.org', r'"a\"b"@example.org'),
        ("a..b@example.org", "a..b@example.org"),
        ("ana@[192.0.2.1]", "ana@[192.0.2.1]"),
    ],
)
def test_an_address_stands_on_an_envelope_as_servers_take_it(address, written):
    assert on_envelope(address) == written


@pytest.mark.parametrize(
    "address",
    ["", "@", "ana@", "@example.org", "ana", "a b@example.org", "a,b@example.org", "a@b@example.org",
     "a>b@example.org", '"a>b"@example.org', '"a"b"@example.org', '"a\\"@example.org', '""@example.org',
     "jörg@example.org", "a\r\nb@example.org", '"a\r\nb"@example.org', "ana@example.org>", "ana@example org",
     "ana@a..b", "ana@\u2028example.org", "ana\x00@example.org", "(a)ana@example.org", "a;b@example.org"],
)  # fmt: skip
def test_what_is_no_address_stands_on_no_envelope(address):
    with pytest.raises(CannotBeWritten):
        on_envelope(address)

# SPDX-License-Identifier: EUPL-1.2
"""Letters wait in the database until a real mail server has taken them."""

import socket
from datetime import timedelta

import dkim
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.test import override_settings

from kennisstad.mail import actions, bulk_line
from kennisstad.mail.models import Status
from kennisstad.mail.server import NotAMailServer, read
from tests.mail.talking import talking
from tests.making import MONDAY

MANY = 1_000_000


class Postbox(Message):
    """Takes letters, or answers with the code it was given."""

    def __init__(self):
        super().__init__()
        self.taken, self.answer, self.sessions, self.raw = [], "250 OK", [], []
        self.most_a_line, self.closes_at, self.cuts_lines, self.cuts_after = MANY, "MAIL", False, MANY

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.cuts_lines and session in self.sessions:
            server.transport.abort()
        if self.closes_at == "MAIL" and self.sessions.count(session) >= self.most_a_line:
            return "421 that is enough"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.closes_at == "RCPT" and self.sessions.count(session) >= self.most_a_line:
            return "421 that is enough"
        if address.startswith("gone@"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.sessions.append(session)
            self.raw.append(envelope.original_content)
            self.handle_message(self.prepare_message(session, envelope))
        if len(self.taken) == self.cuts_after:
            server.transport.abort()
        return self.answer

    def handle_message(self, message):
        self.taken.append(message)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox():
    """A real mail server on a free port of this machine."""
    box = Postbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(SMTP_URL=f"smtp://127.0.0.1:{port}?from=desk@example.org"):
        yield box
    controller.stop()


def post(to="asker@example.org", subject="Nieuws", body="Dag"):
    return actions.post(to=to, subject=subject, body=body, language="nl", private=True, at=MONDAY)


@pytest.mark.django_db
def test_without_a_mail_server_letters_stay_here_for_good(postbox):
    with override_settings(SMTP_URL=""):
        letter = post()
    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, postbox.taken) == (Status.KEPT, [])


@pytest.mark.django_db
def test_a_letter_is_sent_once(postbox):
    letter = post(subject="Één vraag", body="Dag €")

    assert [actions.deliver_due(MONDAY), actions.deliver_due(MONDAY)] == [1, 0]

    letter.refresh_from_db()
    assert (letter.status, letter.sent_at) == (Status.SENT, MONDAY)
    message = postbox.taken[0]
    assert (message["To"], message["From"]) == ("asker@example.org", "desk@example.org")
    assert (message["Message-ID"], message["Auto-Submitted"]) == (letter.message_id, "auto-generated")
    assert message.get_payload(decode=True).decode() == "Dag €\r\n"


@pytest.mark.django_db
def test_a_server_that_says_later_is_tried_again_ever_more_slowly(postbox):
    letter, postbox.answer = post(), "451 later"

    actions.deliver_due(MONDAY)
    letter.refresh_from_db()
    assert (letter.status, letter.tries) == (Status.WAITING, 1)
    assert letter.not_before == MONDAY + timedelta(minutes=2)
    assert letter.problem == "451"
    postbox.answer = "250 OK"

    assert [actions.deliver_due(MONDAY + timedelta(minutes=m)) for m in (1, 2)] == [0, 1]


@pytest.mark.django_db
def test_a_server_that_says_never_is_not_asked_again(postbox):
    letter, postbox.answer = post(), "550 no such person"

    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (Status.FAILED, "550")
    assert actions.deliver_due(MONDAY + timedelta(days=9)) == 0


@pytest.mark.django_db
def test_a_dead_server_loses_nothing(postbox):
    with override_settings(SMTP_URL="smtp://127.0.0.1:1?from=desk@example.org"):
        letter = post()
        actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (Status.WAITING, "ConnectionRefusedError")


@pytest.mark.django_db
def test_a_letter_whose_worker_died_is_sent_after_the_lease_with_the_same_id(postbox):
    letter = post()
    assert actions._claim(MONDAY) == letter  # …and here the worker is killed.

    assert actions.deliver_due(MONDAY + actions.LEASE - timedelta(seconds=1)) == 0
    assert actions.deliver_due(MONDAY + actions.LEASE) == 1
    assert postbox.taken[0]["Message-ID"] == letter.message_id


def test_a_lease_lasts_longer_than_the_answer_to_the_last_letter_of_a_round_may():
    assert (actions.LEASE - actions.ROUND).total_seconds() > bulk_line.LONGEST_S + 60


@pytest.mark.django_db
def test_a_server_that_takes_nothing_from_us_says_nothing_of_a_letter():
    """The sender's address or the password may be wrong: letters leave once that is mended."""
    with talking({"MAIL": "550 5.7.1 not you"}, {}) as server, override_settings(SMTP_URL=server.url):
        letter = post()
        actions.deliver_due(MONDAY)
        letter.refresh_from_db()
        assert (letter.status, letter.problem) == (Status.WAITING, "MAIL 550 5.7.1")

        assert actions.deliver_due(MONDAY + timedelta(minutes=2)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["Dag", "Dag\n", "Dag\n\n", ""])
def test_a_letter_ends_with_a_whole_line(body):
    with talking({}) as server, override_settings(SMTP_URL=server.url):
        post(body=body)
        assert actions.deliver_due(MONDAY) == 1

    assert server.taken[0].endswith(b"\r\n")
    assert b"\n" not in server.taken[0].replace(b"\r\n", b"")


@pytest.mark.django_db
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_subject_cannot_begin_a_header(postbox, line_end):
    post(subject=f"Dag{line_end}Bcc: everyone@example.org")

    actions.deliver_due(MONDAY)

    assert (postbox.taken[0]["Bcc"], len(postbox.taken)) == (None, 1)
    assert postbox.taken[0]["X-RcptTo"] == "asker@example.org"


@pytest.mark.parametrize(
    "setting", ["mail.example.org", "http://x?from=a@b", "smtp://?from=a@b", "smtp://host"]
)
def test_a_setting_that_is_no_mail_server_is_refused(setting):
    with pytest.raises(NotAMailServer):
        read(setting)


def test_a_setting_names_all_that_is_needed():
    server = read("smtp+tls://me%40x:pa%3Ass@mail.example.org?from=desk@example.org")

    assert (server.host, server.port) == ("mail.example.org", 587)
    assert (server.username, server.password) == ("me@x", "pa:ss")
    assert (server.starttls, server.tls, server.sender) == (True, False, "desk@example.org")


def lines_of(postbox):
    """Count the connections over which letters came."""
    return len({id(session) for session in postbox.sessions})


@pytest.mark.django_db
def test_a_round_goes_over_one_line(postbox):
    letters = [post(to=f"asker{n}@example.org") for n in range(20)]

    assert actions.deliver_due(MONDAY) == 20

    assert (len(postbox.taken), lines_of(postbox)) == (20, 1)
    assert {message["Message-ID"] for message in postbox.taken} == {letter.message_id for letter in letters}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes_at", "most", "cuts", "lines"),
    [("MAIL", 2, False, 3), ("RCPT", 2, False, 3), ("", MANY, True, 5)],
)
def test_a_line_that_the_server_closes_is_opened_anew_and_costs_no_try(postbox, closes_at, most, cuts, lines):
    letters = [post() for _ in range(5)]
    postbox.closes_at, postbox.most_a_line, postbox.cuts_lines = closes_at, most, cuts

    assert actions.deliver_due(MONDAY) == 5

    assert (len(postbox.taken), lines_of(postbox)) == (5, lines)
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.status, letter.tries) == (Status.SENT, 1)


@pytest.mark.django_db
def test_a_line_cut_after_the_letter_was_taken_does_not_double_it_in_the_same_round(postbox):
    _first, letter, _last = [post(to=f"{name}@example.org") for name in "abc"]
    postbox.cuts_after = 2

    assert actions.deliver_due(MONDAY) == 2

    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (Status.WAITING, "SMTPServerDisconnected")
    assert [message["To"] for message in postbox.taken] == [f"{name}@example.org" for name in "abc"]


@pytest.mark.django_db
def test_letters_that_are_refused_hold_up_no_other_and_keep_the_line(postbox):
    letters = [post(to=to) for to in ("a@example.org", "gone@example.org", "nobody", "b@example.org")]

    assert actions.deliver_due(MONDAY) == 2

    for letter in letters:
        letter.refresh_from_db()
    assert [letter.status for letter in letters] == [Status.SENT, Status.FAILED, Status.FAILED, Status.SENT]
    assert lines_of(postbox) == 1


@pytest.mark.django_db
def test_a_letter_travels_in_plain_letters(postbox):
    post(subject="Één vraag", body="Dag €\n.punt\n" + "é" * 2_000)

    actions.deliver_due(MONDAY)

    message = postbox.taken[0]
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert message.as_bytes().isascii()
    assert message.get_payload(decode=True).decode().splitlines()[:2] == ["Dag €", ".punt"]


LONG = f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'w' * 52}.example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ('"els jansen"@example.org', '"els jansen"@example.org'),
        ('"a@b"@example.org', '"a@b"@example.org'),
        ("els+kennisstad@example.org", "els+kennisstad@example.org"),
        ("els@bücher.example", "els@xn--bcher-kva.example"),
        ("els@Straße.example", "els@xn--strae-oqa.example"),
        ("o'brien&co@example.org", "o'brien&co@example.org"),
        ("els%0d%0aBcc=x@example.org", "els%0d%0aBcc=x@example.org"),
        (LONG, LONG),
        (f"{'x' * 300}@example.org", f"{'x' * 300}@example.org"),
    ],
)
def test_odd_addresses_reach_their_owner_alone(postbox, to, reached):
    letter = post(to=to)

    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert letter.status == Status.SENT
    told = [(message["X-RcptTo"], message["To"].strip(), message["Bcc"]) for message in postbox.taken]
    assert told == [(reached, reached, None)]


INJECTED = "x@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to",
    [
        f"els@example.org\r\nBcc: {INJECTED}",
        f"els@example.org\nBcc: {INJECTED}",
        f"els@example.org\rBcc: {INJECTED}",
        f"els@example.org, {INJECTED}",
        f"els@example.org>\r\nRCPT TO:<{INJECTED}",
        f"els@example.org> <{INJECTED}",
        f"els@example.org\x85Bcc: {INJECTED}",
        f"els@example.org\u2028Bcc: {INJECTED}",
        "els\u2028@example.org",
        "els\x07@example.org",
        "jörg@example.org",
        "",
        "@",
        "els@",
    ],
)
def test_an_address_that_is_none_reaches_nobody(postbox, to):
    letter = post(to=to)

    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, postbox.taken) == (Status.FAILED, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sign", ["\r\n", "\r", "\n", "%0d%0a", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x00"]
)
def test_a_subject_stays_one_header_for_one_recipient(postbox, sign):
    post(subject=f"Dag{sign}Bcc: {INJECTED}{sign}X-Mine: yes{sign}{sign}Body")

    actions.deliver_due(MONDAY)

    (message,) = postbox.taken
    ours = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date",
            "Message-ID", "Auto-Submitted"}  # fmt: skip
    assert set(message.keys()) - {"X-Peer", "X-MailFrom", "X-RcptTo"} == ours
    assert (message["X-RcptTo"], message.get_payload(decode=True)) == ("asker@example.org", b"Dag\r\n")


@pytest.mark.django_db
def test_letters_are_signed_when_a_key_is_set(postbox, settings, tmp_path):
    from kennisstad.mail.signing import keys

    (tmp_path / "key.pem").write_bytes(keys.make())
    settings.DKIM = f"mail2027:{tmp_path / 'key.pem'}"
    record = keys.record((tmp_path / "key.pem").read_bytes()).encode()
    post(subject="Één vraag", body="Dag €\n.punt  \n\n")

    actions.deliver_due(MONDAY)

    assert dkim.verify(postbox.raw[0], dnsfunc=lambda name, timeout=5: record)
    assert not dkim.verify(postbox.raw[0].replace(b"punt", b"komma"), dnsfunc=lambda name, timeout=5: record)


@pytest.mark.django_db
def test_letters_wait_while_the_key_cannot_be_read(postbox, settings):
    settings.DKIM = "mail2027:/nowhere/key.pem"
    letter = post()

    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, letter.problem, postbox.taken) == (Status.WAITING, "KeyUnusable", [])

# SPDX-License-Identifier: EUPL-1.2
"""Letters wait in the database until a real mail server has taken them."""

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.test import override_settings

from kennisstad.mail import actions
from kennisstad.mail.models import Status
from kennisstad.mail.server import NotAMailServer, read
from tests.making import MONDAY


class Postbox(Message):
    """Takes letters, or answers with the code it was given."""

    def __init__(self):
        super().__init__()
        self.taken, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.handle_message(self.prepare_message(session, envelope))
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
    assert letter.problem == "SMTPDataError 451"
    postbox.answer = "250 OK"

    assert [actions.deliver_due(MONDAY + timedelta(minutes=m)) for m in (1, 2)] == [0, 1]


@pytest.mark.django_db
def test_a_server_that_says_never_is_not_asked_again(postbox):
    letter, postbox.answer = post(), "550 no such person"

    actions.deliver_due(MONDAY)

    letter.refresh_from_db()
    assert (letter.status, letter.problem) == (Status.FAILED, "SMTPDataError 550")
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

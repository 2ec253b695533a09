# SPDX-License-Identifier: EUPL-1.2
"""A mailbox full of what came back is read by a command or by the worker, each message once."""

import logging
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from kennisstad.newsletter import collecting, returning
from kennisstad.newsletter.collecting import keep_up
from kennisstad.newsletter.models import Bounce, Reader
from tests.mail.boxes import dovecot
from tests.mail.reports import samples
from tests.making import MONDAY
from tests.newsletter.making import make_delivery, make_reader
from tests.newsletter.returned import COMPLAINT, DELAYED, FULL, LOOP, NOBODY, came_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def messages():
    """Make readers of whom three letters came back, one of them twice, among all that a mailbox gets."""
    gone, full, angry, away = (make_delivery(make_reader(), status="sent") for _ in range(4))
    return [
        came_back(NOBODY, gone), came_back(NOBODY, gone), came_back(FULL, full), came_back(COMPLAINT, angry),
        came_back(DELAYED, away), came_back(LOOP, away), came_back(samples.AWAY, away), NOBODY,
        samples.PERSON, b"no message",
    ]  # fmt: skip


TOLD = """\
      3  written down
      1  known already, or of a letter that is no longer kept
      1  delayed or delivered: no end yet
      1  automatic replies
      1  reports about no letter of ours
      1  reports about reports
      1  written by somebody, or by a machine that we do not understand
      1  no message at all
"""


def has_taken_all() -> bool:
    stopped = sorted(Reader.objects.stopped().values_list("stopped_why", flat=True))
    kinds = sorted(Bounce.objects.values_list("kind", flat=True))
    return (kinds, stopped) == (["complaint", "hard", "soft"], ["bounced", "complained"])


def make_maildir(path, messages):
    for name in ("new", "cur", "tmp"):
        (path / name).mkdir(parents=True)
    for number, message in enumerate(messages):
        (path / "new" / f"{number:03}.host").write_bytes(message)
    return path


def make_mbox(path, messages):
    path.write_bytes(b"".join(b"From x Mon Nov 23 09:00:00 2026\n" + one + b"\n\n" for one in messages))
    return path


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("newsletter_bounces", *arguments, stdout=said)
    return said.getvalue()


def test_a_maildir_is_read_once_and_what_was_written_by_a_person_is_starred(tmp_path, messages):
    box = make_maildir(tmp_path / "box", messages)

    assert run(str(box)) == TOLD
    assert has_taken_all()
    starred = [name for name in sorted(os.listdir(box / "cur")) if name.endswith(":2,FS")]
    assert (starred, len(os.listdir(box / "cur"))) == (["008.host:2,FS", "009.host:2,FS"], 10)
    assert run(str(box)) == "Nothing new.\n"


def test_an_mbox_is_emptied_and_what_was_written_by_a_person_is_set_aside(tmp_path, messages):
    box = make_mbox(tmp_path / "box", messages)

    assert run(str(box)) == TOLD
    assert has_taken_all()
    aside = (tmp_path / "box.aside").read_bytes()
    assert (aside.count(b"From x Mon"), b"Wat leuk!" in aside, b"no message" in aside) == (2, True, True)
    assert (run(str(box)), box.read_bytes()) == ("Nothing new.\n", b"")


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_the_worker_reads_the_mailbox_that_is_set(tmp_path, messages, settings, kind):
    box = {"maildir": make_maildir, "mbox": make_mbox}[kind](tmp_path / "box", messages)
    settings.BOUNCES = f"{kind}:{box}"

    keep_up(MONDAY)

    assert has_taken_all()
    assert set(Bounce.objects.values_list("at", flat=True)) == {MONDAY}


def test_the_worker_reads_a_mailbox_on_another_machine(messages, settings):
    with dovecot.running() as server:
        server.drop(*messages)
        name, password = "bounces%40city.example", "p%C3%A1%22ss%20word"
        settings.BOUNCES = f"imap://{name}:{password}@127.0.0.1:{server.port}/INBOX"

        keep_up(MONDAY)

        assert has_taken_all()
        assert server.flags() == ["\\Seen"] * 8 + ["\\Flagged \\Seen"] * 2


def test_the_worker_leaves_room_for_its_other_jobs(tmp_path, settings, monkeypatch):
    settings.BOUNCES = f"maildir:{make_maildir(tmp_path / 'box', [samples.AWAY] * 5)}"
    monkeypatch.setattr(collecting, "A_MINUTE", 2)

    keep_up(MONDAY)

    assert len(os.listdir(tmp_path / "box" / "new")) == 3


def test_a_mailbox_that_cannot_be_read_is_told_and_stops_no_other_job(settings, caplog):
    settings.BOUNCES = "maildir:/nowhere"

    keep_up(MONDAY)

    assert "What came back cannot be read: /nowhere is no Maildir" in caplog.text


def test_without_a_mailbox_there_is_nothing_to_read(settings):
    settings.BOUNCES = ""

    keep_up(MONDAY)
    with pytest.raises(CommandError, match="Name a Maildir or an mbox, or set KENNISSTAD_BOUNCES"):
        run()


def test_a_database_that_goes_away_leaves_what_was_not_taken(tmp_path, messages, monkeypatch):
    box = make_maildir(tmp_path / "box", messages)
    real, calls = returning.note, []

    def note(*arguments, **named):
        calls.append(arguments)
        if len(calls) == 3:
            raise OperationalError("gone")
        return real(*arguments, **named)

    monkeypatch.setattr(returning, "note", note)
    with pytest.raises(OperationalError):
        run(str(box))

    assert len(os.listdir(box / "new")) == 8
    run(str(box))
    assert has_taken_all()


def test_a_message_that_we_fail_at_is_set_aside_and_the_next_are_read(
    tmp_path, messages, monkeypatch, caplog
):
    box = make_maildir(tmp_path / "box", [b"From: poison\n\n", *messages])
    real = collecting.take_in

    def take_in(raw, **named):
        if b"poison" in raw:
            raise RecursionError
        return real(raw, **named)

    monkeypatch.setattr(collecting, "take_in", take_in)
    with caplog.at_level(logging.ERROR):
        run(str(box))

    assert has_taken_all()
    assert (box / "cur" / "000.host:2,FS").exists()
    assert "could not be read; it is set aside" in caplog.text

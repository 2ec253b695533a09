# SPDX-License-Identifier: EUPL-1.2
"""Post letters, and bring them away."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.charset import QP, Charset
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from kennisstad.audit.actions import record
from kennisstad.mail.bulk_line import CRLF, BulkLine, NotHandedOver, NotTaken, on_envelope
from kennisstad.mail.models import Kind, Letter, Status
from kennisstad.mail.server import MailServer, read
from kennisstad.mail.signature import sign
from kennisstad.web.refusals import NotNow

LEASE = timedelta(minutes=25)
"""How long one worker has to bring a letter away before another may try; the Message-ID stays the same."""
ROUND = timedelta(minutes=5)
"""How long a round takes up letters: the last one still has `bulk_line.LONGEST_S` before its lease ends."""
TRIES = 8
AS_ASCII = Charset("utf-8")
AS_ASCII.body_encoding = QP
"""A server on the way that takes no other bytes would pack the letter anew, and break its signature."""


def post(
    *,
    to: str,
    subject: str,
    body: str,
    language: str,
    private: bool,
    kind: Kind = Kind.LETTER,
    html: str = "",
    at: datetime,
) -> Letter:
    """Put a letter in the outbox, in the caller's transaction; it leaves after the commit.

    Args:
        to: one address.
        private: to someone who asked a question: only brokers may read it.
        kind: who looks after the newsletter may read one, and what its readers get.
        html: of a newsletter, to be looked at here; what leaves is the text.
    """
    server = read(settings.SMTP_URL)
    letter = Letter.objects.create(
        to=to,
        # A line break would begin a header of the sender's choosing; PostgreSQL keeps no NUL.
        subject=" ".join(subject.replace("\0", " ").split())[:200],
        body=body,
        language=language,
        private=private,
        kind=kind,
        html=html,
        status=Status.WAITING if server else Status.KEPT,
        made_at=at,
        not_before=at,
        message_id=make_msgid(domain=server.sender.partition("@")[2] if server else "kennisstad.invalid"),
    )
    if server:
        transaction.on_commit(bring_letters.enqueue)
    return letter


def write(
    template: str,
    context: Mapping[str, object],
    *,
    to: str,
    language: str,
    private: bool,
    kind: Kind = Kind.LETTER,
    at: datetime,
) -> Letter:
    """Post what a template says in a language; its first line is the subject.

    Args:
        template: with `{language}` in its name, such as `rounds/emails/{language}/placed.txt`.
    """
    with override(language):
        written = render_to_string(template.format(language=language), dict(context))
    subject, _line_break, body = written.partition("\n")
    body = body.strip() + "\n"
    return post(to=to, subject=subject, body=body, language=language, private=private, kind=kind, at=at)


@task()
def bring_letters() -> int:
    """Let the worker bring away what waits; doing it twice sends nothing twice."""
    return deliver_due(timezone.now())


def deliver_due(at: datetime) -> int:
    """Bring away letters that may be tried now, on one line; give how many the mail server took.

    A slow server ends the round, so that no letter is held past its lease; the next one, within a minute,
    goes on.
    """
    server = read(settings.SMTP_URL)
    if server is None:
        return 0
    sent, ends, line = 0, time.monotonic() + ROUND.total_seconds(), BulkLine(server)
    try:
        while time.monotonic() < ends and (letter := _claim(at)) is not None:
            sent += _bring(letter, line, server, at)
    finally:
        line.end()
    return sent


@transaction.atomic
def _claim(at: datetime) -> Letter | None:
    """Take one letter; whoever takes it has the lease's time to send it."""
    letter = Letter.objects.due(at).select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.not_before, letter.tries = at + LEASE, letter.tries + 1
        letter.save(update_fields=["not_before", "tries"])
    return letter


def _bring(letter: Letter, line: BulkLine, server: MailServer, at: datetime) -> bool:
    try:
        _hand_to(line, server, letter)
    except (NotHandedOver, OSError, ValueError) as problem:
        _keep_for_later(letter, problem, at)
        return False
    letter.status, letter.sent_at, letter.problem = Status.SENT, at, ""
    letter.save(update_fields=["status", "sent_at", "problem"])
    return True


def _hand_to(line: BulkLine, server: MailServer, letter: Letter) -> None:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    written = EmailMessage(letter.subject, letter.body, server.sender, [letter.to], headers=headers)
    hand_over(written, line=line)


def hand_over(mail: EmailMessage, *, line: BulkLine) -> None:
    """Sign a mail to one person and give it to the mail server; it has it when this returns.

    Raises:
        NotHandedOver: the server does not take it, or cannot be reached.
        OSError: the key cannot be read.
        CannotBeWritten: no server takes such an address.
    """
    (to,) = mail.to
    mail.from_email, mail.to = on_envelope(mail.from_email), [on_envelope(to)]
    mail.encoding = AS_ASCII
    message: Any = mail.message()
    written: bytes = message.as_bytes(linesep="\r\n")
    if not written.endswith(CRLF):
        written += CRLF
    line.send(mail.from_email, mail.to[0], sign(written))


@transaction.atomic
def _keep_for_later(letter: Letter, problem: Exception, at: datetime) -> None:
    """Try again later, ever more slowly; give up when the server says never or after many tries."""
    # What the server said may hold the address, and a key's problem the name of its file.
    letter.problem = str(problem) if isinstance(problem, NotHandedOver) else type(problem).__name__
    # An address that cannot be written in a letter's head is refused before the server hears of it.
    never = isinstance(problem, ValueError) or (isinstance(problem, NotTaken) and problem.for_good)
    if never or letter.tries >= TRIES:
        letter.status = Status.FAILED
        record("letter.failed", subject=letter, by_id=None, at=at, problem=letter.problem)
    letter.not_before = at + timedelta(minutes=2**letter.tries)
    letter.save(update_fields=["status", "problem", "not_before"])


@transaction.atomic
def try_again(letter: Letter, *, by_id: int, at: datetime) -> None:
    """Put a failed letter back in line.

    Raises:
        NotNow: it did not fail.
    """
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
    if letter.status != Status.FAILED:
        raise NotNow(_("This letter did not fail, so it is not sent once more."))
    letter.status, letter.tries, letter.not_before = Status.WAITING, 0, at
    letter.save(update_fields=["status", "tries", "not_before"])
    record("letter.tried-again", subject=letter, by_id=by_id, at=at)

# SPDX-License-Identifier: EUPL-1.2
"""A test of an issue, to somebody with an account, before readers get it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.mail.bulk_line import BulkLine, CannotBeWritten, NotHandedOver, on_envelope
from kennisstad.mail.server import MailServer, read
from kennisstad.mail.signature import sign
from kennisstad.newsletter.casting import Letter, Letters
from kennisstad.newsletter.kept import NOWHERE, KeptHere
from kennisstad.newsletter.links import archive_address
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rendering import Rendered, Told, Whole, render
from kennisstad.web.refusals import NotNow


@transaction.atomic
def send_test(issue: Issue, *, to: User, language: str, by: User | None, at: datetime) -> bool:
    """Send an issue as it is now to one person with an account; say whether it leaves.

    Without a mail server it is kept in the outbox. With one, a worker sends it as readers will get it; what
    the server does not take is put in the outbox, which tries again with its text and says what is wrong.

    Raises:
        NotNow: this person has no address, or one that no mail server takes.
    """
    if not to.email:
        raise NotNow(_("This person has no e-mail address here."))
    try:
        on_envelope(to.email)
    except CannotBeWritten as error:
        raise NotNow(_("No mail server takes the address of this person.")) from error
    record("issue.tested", subject=issue, by_id=by.pk if by else None, at=at)
    if read(settings.SMTP_URL) is None:
        _keep(Letters(issue, NOWHERE).as_test(to.email, language))
        return False
    transaction.on_commit(lambda: send_whole.enqueue(issue.pk, to.pk, language))
    return True


def tried(whole: Whole, items: tuple[Told, ...] | list[Told], language: str) -> Rendered:
    """Render an issue for whoever makes it: its last links lead to the archive, not out of the newsletter."""
    archive = archive_address(language)
    return render(whole, items, language, leave=archive, choices=archive)


@task()
def send_whole(issue_id: int, user_id: int, language: str) -> None:
    """Let the worker send a test, made and signed as the letters to readers are."""
    server = read(settings.SMTP_URL) or NOWHERE
    to, issue = User.objects.get(pk=user_id).email, Issue.objects.get(pk=issue_id)
    letter = Letters(issue, server).as_test(to, language)
    if server is NOWHERE:
        _keep(letter)
        return
    try:
        _hand_to(server, letter)
    except (NotHandedOver, OSError, ValueError):
        _keep(letter)


def _keep(letter: Letter) -> None:
    KeptHere(private=False).send("", letter.to, letter.message)


def _hand_to(server: MailServer, letter: Letter) -> None:
    line = BulkLine(server)
    try:
        line.send(server.sender, letter.to, sign(letter.message))
    finally:
        line.end()

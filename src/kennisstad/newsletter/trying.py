# SPDX-License-Identifier: EUPL-1.2
"""A test of an issue, to somebody with an account, before readers get it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.mail.actions import hand_over, post
from kennisstad.mail.bulk_line import BulkLine, NotHandedOver
from kennisstad.mail.server import MailServer, read
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rendering import Rendered, Told, Whole, load, render
from kennisstad.web.refusals import NotNow


@transaction.atomic
def send_test(issue: Issue, *, to: User, language: str, by: User, at: datetime) -> bool:
    """Send an issue as it is now to one person with an account; say whether it leaves.

    Without a mail server its text is kept in the outbox. With one, a worker sends both parts; what the
    server does not take is put in the outbox as text, which tries again and says what is wrong.

    Raises:
        NotNow: this person has no address.
    """
    if not to.email:
        raise NotNow(_("This person has no e-mail address here."))
    record("issue.tested", subject=issue, by_id=by.pk, at=at)
    if read(settings.SMTP_URL) is None:
        whole = load(issue)
        _keep(tried(whole, whole.items, language), to.email, language, at)
        return False
    transaction.on_commit(lambda: send_whole.enqueue(issue.pk, to.pk, language))
    return True


def tried(whole: Whole, items: tuple[Told, ...] | list[Told], language: str) -> Rendered:
    """Render an issue for whoever makes it: its last links lead to the archive, not out of the newsletter."""
    with override(language):
        archive = settings.SITE_ADDRESS + reverse("newsletter:archive")
        made = render(whole, items, language, leave=archive, choices=archive)
        subject = _("Test: %(subject)s") % {"subject": made.subject}
    return Rendered(subject, made.html, made.text)


@task()
def send_whole(issue_id: int, user_id: int, language: str) -> None:
    """Let the worker send a test with both its parts."""
    at, whole = timezone.now(), load(Issue.objects.get(pk=issue_id))
    to, made = User.objects.get(pk=user_id).email, tried(whole, whole.items, language)
    server = read(settings.SMTP_URL)
    try:
        if server is None:
            raise ConnectionError("No mail server is set any more.")
        _hand_to(server, made, to)
    except (NotHandedOver, OSError, ValueError):
        _keep(made, to, language, at)


def _keep(made: Rendered, to: str, language: str, at: datetime) -> None:
    post(to=to, subject=made.subject, body=made.text, language=language, private=False, at=at)


def _hand_to(server: MailServer, made: Rendered, to: str) -> None:
    headers = {"Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(made.subject, made.text, server.sender, [to], headers=headers)
    mail.attach_alternative(made.html, "text/html")
    line = BulkLine(server)
    try:
        hand_over(mail, line=line)
    finally:
        line.end()

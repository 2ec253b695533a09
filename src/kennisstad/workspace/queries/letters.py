# SPDX-License-Identifier: EUPL-1.2
"""Letters of the outbox, as far as somebody may read them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from kennisstad.mail.models import Kind, Letter, Status
from kennisstad.mail.server import read


@dataclass(frozen=True)
class SeenLetter:
    """A letter, with empty words for whoever may not read them: a page cannot show what it never got."""

    pk: int
    status: str
    label: str
    made_at: datetime
    sent_at: datetime | None
    problem: str
    is_private: bool
    """To somebody without an account: an asker, or who signs an agreement."""
    is_readable: bool
    language: str
    sender: str
    """As it stands in letters now; nothing when no mail server is set."""
    message_id: str
    to: str
    subject: str
    body: str
    is_newsletter: bool
    has_html: bool
    """It can be looked at as its reader would see it."""

    @property
    def is_kept(self) -> bool:
        return self.status == Status.KEPT

    @property
    def has_failed(self) -> bool:
        return self.status == Status.FAILED


def as_seen(letter: Letter, *, readable: bool) -> SeenLetter:
    """Take out the address and the words of a letter that may not be read."""
    return SeenLetter(
        pk=letter.pk,
        status=letter.status,
        label=str(Status(letter.status).label),
        made_at=letter.made_at,
        sent_at=letter.sent_at,
        problem=letter.problem,
        is_private=letter.private,
        is_readable=readable,
        language=letter.language if readable else "",
        sender=_sender() if readable else "",
        message_id=letter.message_id if readable else "",
        to=letter.to if readable else "",
        subject=letter.subject if readable else "",
        body=letter.body if readable else "",
        is_newsletter=letter.kind == Kind.NEWSLETTER,
        has_html=readable and bool(letter.html),
    )


def _sender() -> str:
    server = read(settings.SMTP_URL)
    return server.sender if server else ""


def failed_letters() -> int:
    return Letter.objects.filter(status=Status.FAILED).count()

# SPDX-License-Identifier: EUPL-1.2
"""Where no mail server is set, letters of a newsletter are kept here: shown to editors, and never sent."""

from email import message_from_bytes, policy

from django.db import connection
from django.utils import timezone

from kennisstad.mail.actions import post
from kennisstad.mail.models import Kind


class KeptHere:
    """Stands in for a connection to a mail server."""

    def send(self, sender: str, to: str, message: bytes) -> None:
        letter = message_from_bytes(message, policy=policy.default)
        words, page = letter.get_body(("plain",)), letter.get_body(("html",))
        post(
            to=to,
            subject=str(letter["Subject"]),
            body=words.get_content() if words else "",
            language=str(letter["Content-Language"]),
            private=True,
            kind=Kind.NEWSLETTER,
            html=page.get_content() if page else "",
            at=timezone.now(),
        )

    def end(self) -> None:
        """Let go of the database: each thread has a connection of its own."""
        connection.close()

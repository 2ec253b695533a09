# SPDX-License-Identifier: EUPL-1.2
"""Where no mail server is set, letters of a newsletter are kept here: shown to editors, and never sent."""

from email import message_from_bytes, policy

from django.db import connection
from django.utils import timezone

from kennisstad.mail.actions import post
from kennisstad.mail.models import Kind
from kennisstad.mail.server import MailServer

NOWHERE = MailServer("", 0, "", "", False, False, "newsletter@kennisstad.invalid", connections=1)
"""Stands in where no mail server is set: letters are kept here, and shown to editors."""


class KeptHere:
    """Stands in for a connection to a mail server."""

    def __init__(self, *, private: bool = True) -> None:
        """Begin; a letter to somebody with an account is not private."""
        self._private = private

    def send(self, sender: str, to: str, message: bytes) -> None:
        letter = message_from_bytes(message, policy=policy.default)
        words, page = letter.get_body(("plain",)), letter.get_body(("html",))
        post(
            to=to,
            subject=str(letter["Subject"]),
            body=words.get_content() if words else "",
            language=str(letter["Content-Language"]),
            private=self._private,
            kind=Kind.NEWSLETTER,
            html=page.get_content() if page else "",
            at=timezone.now(),
        )

    def end(self) -> None:
        """Let go of the database: each thread has a connection of its own."""
        connection.close()

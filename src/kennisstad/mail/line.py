# SPDX-License-Identifier: EUPL-1.2
"""A line to the mail server: opened for the first letter, kept for those that follow."""

import smtplib
from types import TracebackType
from typing import Any, Self

from django.core.mail.backends.smtp import EmailBackend

from kennisstad.mail.server import MailServer

PATIENCE_S = 30
CLOSING = 421
"""The server closes the line, and took nothing (RFC 5321, 3.8)."""
ANSWERED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
"""The server said no to this message, and listens to the next."""


class Line:
    """Hands messages over, one after the other, on one connection as long as the server keeps it."""

    def __init__(self, server: MailServer) -> None:
        self._backend = EmailBackend(
            host=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            use_tls=server.starttls,
            use_ssl=server.tls,
            timeout=PATIENCE_S,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def hand_over(self, message: bytes, *, sender: str, to: str) -> None:
        """Give a message to the server; it has it when this returns.

        A server that closed the line meanwhile, or closes it instead of taking the message, is called once
        more. One that falls silent after it may have taken the message is not: that would double it.

        Raises:
            SMTPException: the server does not take it.
            OSError: the server cannot be reached, or fell silent.
        """
        was_open = self._is_alive()
        try:
            self._send(message, sender, to)
        except (smtplib.SMTPException, OSError) as problem:
            if not isinstance(problem, ANSWERED) or _is_closing(problem):
                self._drop()
            if not (was_open and _is_closing(problem)):
                raise
            self._send(message, sender, to)

    def _send(self, message: bytes, sender: str, to: str) -> None:
        self._backend.open()
        connection: Any = self._backend.connection
        connection.sendmail(sender, [to], message)

    def _is_alive(self) -> bool:
        """Say whether a line is open; one that the server closed is let go."""
        connection = self._backend.connection
        if connection is None:
            return False
        try:
            if connection.noop()[0] == 250:
                return True
        except (smtplib.SMTPException, OSError):
            pass
        self._drop()
        return False

    def _drop(self) -> None:
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            # Whatever it took, it took with an answer; saying goodbye changes nothing.
            self._backend.connection = None


def _is_closing(problem: Exception) -> bool:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return any(code == CLOSING for code, _words in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code == CLOSING

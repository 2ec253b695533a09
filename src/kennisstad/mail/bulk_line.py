# SPDX-License-Identifier: EUPL-1.2
"""One connection to a mail server for thousands of letters, with as few round trips as SMTP allows.

Knows nothing of us; a letter that it could not hand over is for whoever has it in a ledger.

Sources: RFC 5321 (SMTP), RFC 2920 (several commands at once), RFC 5891 (domains with other letters).
"""

import re
import smtplib
import ssl
from typing import Final

from kennisstad.mail.server import MailServer

UNFIT = re.compile(r"[\x00-\x20\x7f<>]|[^\x00-\x7f]")
CRLF: Final = b"\r\n"
TIMEOUT_S = 60.0
BUSY = 421
"""The server's word for "I hang up now"; it says nothing of the letter."""


class NotTaken(Exception):
    """The server answered, and did not take this letter."""

    def __init__(self, code: int, enhanced: str = "", words: str = "") -> None:
        super().__init__(f"{code} {enhanced}".strip())
        self.code, self.enhanced, self.words = code, enhanced, words

    @property
    def for_good(self) -> bool:
        """Asking again makes no difference: the code begins with a 5."""
        return 500 <= self.code < 600


class Unreachable(Exception):
    """No connection, or none that takes letters from us: nothing of this letter was handed over."""


class Cut(Exception):
    """The connection broke in the middle of this letter: the server may have taken it, or not."""


class CannotBeWritten(ValueError):
    """This address cannot stand on an envelope."""


def on_envelope(address: str) -> str:
    """Give an address as SMTP takes it: nothing but ASCII, the domain in its encoded form.

    Raises:
        CannotBeWritten: signs that do not belong in an address, or no domain.
    """
    local, at, domain = address.rpartition("@")
    try:
        written = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        written = ""
    # A space within quotes is allowed by RFC 5321, and by hardly any server.
    if not (local and at and domain) or not written or UNFIT.search(written):
        raise CannotBeWritten("This address cannot stand on an envelope.")
    return written


class BulkLine:
    """A connection, opened at the first letter and again after it broke; not for two threads at once."""

    def __init__(self, server: MailServer, *, timeout_s: float = TIMEOUT_S) -> None:
        self._server, self._timeout_s = server, timeout_s
        self._smtp: smtplib.SMTP | None = None

    def send(self, sender: str, to: str, message: bytes) -> None:
        """Hand a letter over; when this returns, the server has said 250.

        Args:
            sender: whom it comes back to; as `on_envelope` gives it, or empty.
            to: one address, as `on_envelope` gives it.
            message: whole, with lines that end in CRLF, the last one too.
        Raises:
            NotTaken, Unreachable, Cut.
        """
        smtp = self._open()
        try:
            _hand_over(smtp, sender, to, message)
        except NotTaken as refusal:
            if refusal.code == BUSY:
                self.close()
                raise Unreachable("421") from None
            raise
        except (smtplib.SMTPException, OSError) as problem:
            self.close()
            raise Cut(type(problem).__name__) from None

    def close(self) -> None:
        """Hang up without waiting for an answer."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def end(self) -> None:
        """Say goodbye and hang up."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = _connected(self._server, self._timeout_s)
            except (smtplib.SMTPException, OSError) as problem:
                raise Unreachable(_named(problem)) from None
        return self._smtp


def _connected(server: MailServer, timeout_s: float) -> smtplib.SMTP:
    if server.tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout_s, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=timeout_s)
    try:
        if server.starttls:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if server.username:
            smtp.login(server.username, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _named(problem: Exception) -> str:
    code = getattr(problem, "smtp_code", None)
    return f"{type(problem).__name__} {code}" if code else type(problem).__name__


def _hand_over(smtp: smtplib.SMTP, sender: str, to: str, message: bytes) -> None:
    commands = [f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"]
    at_once = smtp.has_extn("pipelining")
    replies = _asked_at_once(smtp, commands) if at_once else _asked_in_turn(smtp, commands)
    refusal = next((NotTaken(code, _enhanced(words)) for code, words in replies if code >= 400), None)
    if refusal is None:
        code, words = _body(smtp, message)
        if not 200 <= code < 300:
            raise NotTaken(code, _enhanced(words))
        return
    if replies[0][0] >= 400:
        # It does not take letters from us, now or ever: that is not about whom this one is for.
        raise Unreachable(f"MAIL {refusal}")
    if len(replies) == len(commands) and replies[-1][0] == 354:
        # It takes a letter for nobody: give it an empty one, as RFC 2920 section 3.1 says.
        _body(smtp, b"")
    if refusal.code != BUSY:
        smtp.rset()
    raise refusal


def _asked_at_once(smtp: smtplib.SMTP, commands: list[str]) -> list[tuple[int, bytes]]:
    smtp.send(CRLF.join(command.encode() for command in commands) + CRLF)
    return [smtp.getreply() for _command in commands]


def _asked_in_turn(smtp: smtplib.SMTP, commands: list[str]) -> list[tuple[int, bytes]]:
    replies = []
    for command in commands:
        replies.append(smtp.docmd(command))
        if replies[-1][0] >= 400:
            break
    return replies


def _body(smtp: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
    # A line that begins with a dot would end the letter: it gets a second one (RFC 5321 section 4.5.2).
    stuffed = (b"." if message.startswith(b".") else b"") + message.replace(b"\r\n.", b"\r\n..")
    smtp.send(stuffed + b".\r\n")
    return smtp.getreply()


def _enhanced(words: bytes) -> str:
    """Give the code such as 5.1.1 that many servers begin their answer with (RFC 3463)."""
    found = re.match(rb"[245]\.\d{1,3}\.\d{1,3}", words)
    return found[0].decode() if found else ""

# SPDX-License-Identifier: EUPL-1.2
"""One connection to a mail server for thousands of letters, with as few round trips as SMTP allows.

Knows nothing of us; a letter that it could not hand over is for whoever has it in a ledger.

Sources: RFC 5321 (SMTP), RFC 2920 (several commands at once).
"""

import re
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from kennisstad.lib.domains import NoDomain, as_servers_write_it
from kennisstad.mail.server import MailServer

BEFORE_THE_AT = re.compile(r"""[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+|"(?:[ !#-;=?-\[\]-~]|\\[ -;=?-~])+\"""")
"""Words and dots, or anything within quotes but an end of the line or the address (RFC 5321, 4.1.2)."""
CRLF: Final = b"\r\n"
TIMEOUT_S = 60.0
VERDICT_S = 600.0
"""How long to wait for the answer to a whole letter (RFC 5321, 4.5.3.2.6): hanging up sooner doubles it."""
BEFORE_S = 300.0
"""How long all that comes before the letter itself may take together, calling the server included."""
LONGEST_S = BEFORE_S + TIMEOUT_S + VERDICT_S
"""Nobody waits longer than this for the answer to one letter; leases on letters last longer."""
BUSY = 421
"""The server's word for "I hang up now"; it says nothing of the letter."""
MOST_WORDS = 200


class NotHandedOver(Exception):
    """The server did not say that it has this letter."""


class NotTaken(NotHandedOver):
    """The server answered, and did not take this letter."""

    def __init__(self, code: int, enhanced: str = "", words: str = "") -> None:
        """Args:
        enhanced: a code such as 5.1.1, when the server gave one.
        words: all that it said; they may hold the address.
        """
        super().__init__(f"{code} {enhanced}".strip())
        self.code, self.enhanced, self.words = code, enhanced, words

    @property
    def for_good(self) -> bool:
        """Asking again makes no difference: the code begins with a 5."""
        return 500 <= self.code < 600


class Unreachable(NotHandedOver):
    """No connection, or none that takes letters from us: nothing of this letter was handed over."""


class Silent(Unreachable):
    """The server did not answer in time; asking at once again would only wait as long again."""


class Cut(NotHandedOver):
    """The connection broke in the middle of this letter: the server may have taken it, or not."""


class CannotBeWritten(ValueError):
    """This address cannot stand on an envelope."""


def on_envelope(address: str) -> str:
    """Give an address as SMTP takes it: nothing but ASCII, the domain in its encoded form.

    Raises:
        CannotBeWritten: signs that do not belong in an address, or no domain.
    """
    local, _at, domain = address.rpartition("@")
    try:
        written = as_servers_write_it(domain)
    except NoDomain:
        written = ""
    if not written or not BEFORE_THE_AT.fullmatch(local):
        raise CannotBeWritten("This address cannot stand on an envelope.")
    return f"{local}@{written}"


class BulkLine:
    """A connection, opened at the first letter and again after it broke; not for two threads at once."""

    def __init__(
        self,
        server: MailServer,
        *,
        timeout_s: float = TIMEOUT_S,
        verdict_s: float = VERDICT_S,
        before_s: float = BEFORE_S,
    ) -> None:
        self._server, self._timeout_s, self._verdict_s = server, timeout_s, verdict_s
        self._before_s = before_s
        self._smtp: smtplib.SMTP | None = None

    def send(self, sender: str, to: str, message: bytes) -> None:
        """Hand a letter over; when this returns, the server has said 250.

        Servers hang up after so many letters, or when nothing came for a while: a letter for which a
        connection of before turns out to be of no use is tried once on a new one.

        Args:
            sender: whom it comes back to; as `on_envelope` gives it, or empty.
            to: one address, as `on_envelope` gives it.
            message: whole, with lines that end in CRLF, the last one too.
        Raises:
            NotTaken, Unreachable, Cut.
        """
        was_open, until_s = self._smtp is not None, time.monotonic() + self._before_s
        try:
            self._try(sender, to, message, until_s)
        except Unreachable as problem:
            if not was_open or isinstance(problem, Silent):
                raise
            self._try(sender, to, message, until_s)

    def _try(self, sender: str, to: str, message: bytes, until_s: float) -> None:
        smtp, handed_over = self._open(), False
        try:
            _announce(smtp, sender, to)
            if time.monotonic() > until_s:
                # Whoever lent us this letter may soon give it to another.
                raise Silent("slow")
            handed_over = True
            _hand_over(smtp, message, self._verdict_s)
        except NotTaken as refusal:
            if refusal.code == BUSY:
                self.close()
                raise Unreachable(str(BUSY)) from None
            if smtp.sock is None:
                self.close()
            raise
        except Unreachable:
            self.close()
            raise
        except (smtplib.SMTPException, OSError) as problem:
            self.close()
            if handed_over:
                raise Cut(type(problem).__name__) from None
            raise _no_line(problem) from None

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
            except (smtplib.SMTPException, OSError, UnicodeError) as problem:
                # A host's name that cannot be looked up is a UnicodeError.
                raise _no_line(problem) from None
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


def _no_line(problem: Exception) -> Unreachable:
    code = getattr(problem, "smtp_code", None)
    named = f"{type(problem).__name__} {code}" if code else type(problem).__name__
    # The library tells that time is up as a line that was closed, and what really happened behind it.
    is_silent = isinstance(problem, TimeoutError) or isinstance(problem.__context__, TimeoutError)
    return Silent(named) if is_silent else Unreachable(named)


def _announce(smtp: smtplib.SMTP, sender: str, to: str) -> None:
    """Say from whom and for whom a letter is; when this returns, the server waits for it."""
    commands = [f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"]
    at_once = smtp.has_extn("pipelining")
    replies = _asked_at_once(smtp, commands) if at_once else _asked_in_turn(smtp, commands)
    refusal = next((_not_taken(code, words) for code, words in replies if code >= 400), None)
    if refusal is None:
        if replies[-1][0] != 354:
            raise smtplib.SMTPDataError(*replies[-1])
        return
    if replies[0][0] >= 400 and refusal.code != BUSY:
        # It does not take letters from us, now or ever: that is not about whom this one is for.
        raise Unreachable(f"MAIL {refusal}")
    if refusal.code != BUSY:
        # It said no, whatever comes now.
        with suppress(smtplib.SMTPException, OSError):
            _take_back(smtp, is_waiting=len(replies) == len(commands) and replies[-1][0] == 354)
    raise refusal


def _take_back(smtp: smtplib.SMTP, *, is_waiting: bool) -> None:
    """Make the line fit for the next letter, or close it."""
    try:
        if is_waiting:
            # It takes a letter for nobody: give it an empty one, as RFC 2920 section 3.1 says.
            smtp.send(b".\r\n")
            smtp.getreply()
        if smtp.rset()[0] != 250:
            smtp.close()
    except BaseException:
        smtp.close()
        raise


def _asked_at_once(smtp: smtplib.SMTP, commands: list[str]) -> list[tuple[int, bytes]]:
    smtp.send(CRLF.join(command.encode() for command in commands) + CRLF)
    replies: list[tuple[int, bytes]] = []
    for _command in commands:
        try:
            replies.append(smtp.getreply())
        except (smtplib.SMTPException, OSError):
            if all(code < 400 for code, _words in replies):
                raise
            # It said no and hung up: that is an answer.
            break
    return replies


def _asked_in_turn(smtp: smtplib.SMTP, commands: list[str]) -> list[tuple[int, bytes]]:
    replies = []
    for command in commands:
        replies.append(smtp.docmd(command))
        if replies[-1][0] >= 400:
            break
    return replies


def _hand_over(smtp: smtplib.SMTP, message: bytes, verdict_s: float) -> None:
    # A line that begins with a dot would end the letter: it gets a second one (RFC 5321 section 4.5.2).
    stuffed = (b"." if message.startswith(b".") else b"") + message.replace(b"\r\n.", b"\r\n..")
    smtp.send(stuffed + b".\r\n")
    with _patient(smtp, verdict_s):
        code, words = smtp.getreply()
    if not 200 <= code < 300:
        raise _not_taken(code, words)


@contextmanager
def _patient(smtp: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Wait longer than else for an answer."""
    sock = smtp.sock
    if sock is None:
        raise smtplib.SMTPServerDisconnected("The line is closed.")
    before = sock.gettimeout()
    sock.settimeout(seconds)
    yield
    sock.settimeout(before)


def _not_taken(code: int, words: bytes) -> NotTaken:
    text = " ".join(words.decode(errors="replace").split())
    return NotTaken(code, _enhanced(words), text[:MOST_WORDS])


def _enhanced(words: bytes) -> str:
    """Give the code such as 5.1.1 that many servers begin their answer with (RFC 3463)."""
    found = re.match(rb"[245]\.\d{1,3}\.\d{1,3}", words)
    return found[0].decode() if found else ""

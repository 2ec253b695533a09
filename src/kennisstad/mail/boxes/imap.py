# SPDX-License-Identifier: EUPL-1.2
"""A folder on an IMAP server: what was read is marked as seen, and stays there."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from kennisstad.mail.boxes.box import MOST_BYTES, BoxUnusable, Take

PATIENCE_S = 15.0


class Safety(StrEnum):
    TLS = "imaps"
    STARTTLS = "imap+tls"
    NONE = "imap"


@dataclass(frozen=True)
class Imap:
    host: str
    port: int
    name: str
    password: str = field(repr=False)
    folder: str
    safety: Safety

    def check(self) -> None:
        with self._opened():
            pass

    def empty(self, take: Take, *, most: int) -> None:
        with self._opened() as server:
            found = self._answer(server.uid("SEARCH", "UNSEEN", "UNDELETED"))
            numbers = found[0].split() if found and isinstance(found[0], bytes) else []
            for number in numbers[:most]:
                self._hand_over(server, number.decode("ascii"), take)

    def _hand_over(self, server: imaplib.IMAP4, number: str, take: Take) -> None:
        parts = self._answer(server.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
        content = next((part[1] for part in parts if isinstance(part, tuple)), None)
        # One that somebody took away meanwhile has no content.
        if content is not None:
            flags = r"(\Seen \Flagged)" if take(content) else r"(\Seen)"
            self._answer(server.uid("STORE", number, "+FLAGS.SILENT", flags))

    def _answer(self, said: tuple[str, list[bytes | tuple[bytes, bytes] | None]]) -> list[object]:
        standing, data = said
        if standing != "OK":
            raise BoxUnusable(f"{self.host} says {standing}")
        return [*data]

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        """Sign in and open the folder; what the server says goes into the sentence, the password never."""
        try:
            server = self._connected()
            try:
                self._sign_in(server)
                standing, _said = server.select('"' + self.folder.replace('"', "") + '"')
                if standing != "OK":
                    raise BoxUnusable(f"{self.host} has no folder {self.folder}")
                yield server
            finally:
                with suppress(imaplib.IMAP4.error, OSError):
                    server.logout()
        except BoxUnusable:
            raise
        except (imaplib.IMAP4.error, OSError) as error:
            raise BoxUnusable(f"{self.host} cannot be used: {_reason(error)}") from error

    def _connected(self) -> imaplib.IMAP4:
        if self.safety is Safety.TLS:
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=PATIENCE_S)
        server = imaplib.IMAP4(self.host, self.port, timeout=PATIENCE_S)
        if self.safety is Safety.STARTTLS:
            server.starttls(ssl.create_default_context())
        return server

    def _sign_in(self, server: imaplib.IMAP4) -> None:
        if self.password.isascii() and self.name.isascii():
            server.login(self.name, self.password)
        else:
            server.authenticate("PLAIN", lambda _asked: f"\0{self.name}\0{self.password}".encode())


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args and isinstance(error.args[0], bytes) else str(error)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return "".join(sign for sign in text if sign.isprintable())[:200]

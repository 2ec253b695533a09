# SPDX-License-Identifier: EUPL-1.2
"""One setting names the mail server: smtp://, smtp+tls:// (STARTTLS) or smtps://."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit


class NotAMailServer(ValueError):
    """The setting cannot be read as the address of a mail server."""


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    username: str
    password: str
    starttls: bool
    tls: bool
    sender: str


_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def read(setting: str) -> MailServer | None:
    """Read `smtp+tls://name:password@host:587?from=questions@example.org`; nothing when empty.

    Raises:
        NotAMailServer: another scheme, no host, no sender.
    """
    if not setting:
        return None
    parts = urlsplit(setting)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in _PORTS or not parts.hostname or "@" not in sender:
        raise NotAMailServer(
            "KENNISSTAD_SMTP should look like "
            "smtp+tls://name:password@mail.example.org:587?from=questions@example.org"
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
        sender=sender,
    )

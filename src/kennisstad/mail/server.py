# SPDX-License-Identifier: EUPL-1.2
"""One setting names the mail server: smtp://, smtp+tls:// (STARTTLS) or smtps://."""

from collections.abc import Mapping
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
    connections: int = 4
    """How many letters of a newsletter may be under way at once, for each worker."""
    per_second: float = 0.0
    """How many of them may leave in a second, for all workers together; 0 means as many as it takes."""
    bounces: str = ""
    """The address that letters come back to, such as bounces@example.org; nothing means to the sender."""

    @property
    def domain(self) -> str:
        """Of the sender."""
        return self.sender.rpartition("@")[2]


MOST_CONNECTIONS, MOST_PER_SECOND = 50, 100_000
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def read(setting: str) -> MailServer | None:
    """Read `smtp+tls://name:password@host:587?from=questions@example.org`; nothing when empty.

    May go on with `&bounces=bounces@example.org&connections=4&per_second=50`.

    Raises:
        NotAMailServer: another scheme, no host, no sender, or no such numbers.
    """
    if not setting:
        return None
    parts = urlsplit(setting)
    said = {name: values[0] for name, values in parse_qs(parts.query).items()}
    sender, bounces = said.get("from", ""), said.get("bounces", "")
    if parts.scheme not in _PORTS or not parts.hostname or "@" not in sender:
        raise NotAMailServer(
            "KENNISSTAD_SMTP should look like "
            "smtp+tls://name:password@mail.example.org:587?from=questions@example.org"
        )
    if bounces and "@" not in bounces:
        raise NotAMailServer("In KENNISSTAD_SMTP, bounces= must be an address such as bounces@example.org")
    connections, per_second = _pace(said)
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
        sender=sender,
        connections=connections,
        per_second=per_second,
        bounces=bounces,
    )


def _pace(said: Mapping[str, str]) -> tuple[int, float]:
    try:
        connections, per_second = int(said.get("connections", "4")), float(said.get("per_second", "0"))
    except ValueError:
        connections, per_second = 0, 0.0
    if not (1 <= connections <= MOST_CONNECTIONS and 0 <= per_second <= MOST_PER_SECOND):
        raise NotAMailServer(
            f"In KENNISSTAD_SMTP, connections= must be 1 to {MOST_CONNECTIONS}, "
            f"and per_second= 0 (no limit) to {MOST_PER_SECOND}"
        )
    return connections, per_second

# SPDX-License-Identifier: EUPL-1.2
"""Which addresses an import may call: the open internet, and never a machine of our own network.

A name is resolved once; all its addresses are checked, and the connection goes to a checked one, so that a
name cannot mean another machine a moment later (OWASP ASVS 1.3.6).
"""

import http.client
import io
import ipaddress
import math
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from kennisstad.lib.sources import Unreadable

TIMEOUT_S = 20

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_UNICAST = ipaddress.ip_network("2000::/3")
"""The one part of IPv6 from which addresses on the open internet are given out."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses written as IPv6 (RFC 6052)."""
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
"""Kept for protocols (RFC 6890); Python 3.11 counts most of it as open."""


class Refused(Unreadable):
    """This address may not be called."""


@dataclass(frozen=True, slots=True)
class Host:
    """One server: where a walk begins, and which it never leaves."""

    secure: bool
    name: str
    port: int

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return f"{'https' if self.secure else 'http'}://{name}:{self.port}"


def host_of(url: str) -> tuple[Host, SplitResult]:
    """Take an address apart.

    Raises:
        Refused: it is not http or https, has no host, or carries a name and password.
    """
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"{url} is not an address.") from error
    if parts.scheme not in ("http", "https") or not name:
        raise Refused("An address begins with https:// or http:// and names a host.")
    if parts.username is not None or parts.password is not None:
        raise Refused("An address with a name and password in it is not called; use --token-file.")
    secure = parts.scheme == "https"
    return Host(secure, name, port or (443 if secure else 80)), parts


def checked_addresses(host: Host, *, allow_local: bool) -> list[str]:
    """Resolve a host, also one written as a number, and check every address it has.

    Raises:
        Refused: it has no address, or one of them is not on the open internet.
    """
    try:
        found = socket.getaddrinfo(host.name, host.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"The host {host.name} is not known.") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not (allow_local or is_public(address)):
            raise Refused(
                f"The host {host.name} is {address}, inside a network of our own. "
                "Give --allow-local if you trust that server."
            )
    return addresses


def is_public(address: str) -> bool:
    """Say whether an address, or one written inside it, is on the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(_is_open(each) for each in (ip, *_inside(ip)))


def _is_open(ip: IPAddress) -> bool:
    if not ip.is_global or ip.is_multicast:
        return False
    if ip.version == 4:
        return ip not in _PROTOCOLS
    return ip in _UNICAST or ip in _TRANSLATED


def _inside(ip: IPAddress) -> list[IPAddress]:
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


class _Before(io.RawIOBase):
    """What comes in over a connection, until a moment: then it is late, however slowly it drips in."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, until: float) -> None:
        self._raw, self._sock, self._until = raw, sock, until

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int | None:
        if (left := self._until - time.monotonic()) <= 0:
            raise TimeoutError("late")
        self._sock.settimeout(min(TIMEOUT_S, left))
        try:
            return self._raw.readinto(room)
        finally:
            self._sock.settimeout(TIMEOUT_S)

    def close(self) -> None:
        self._raw.close()
        super().close()


class Connection(http.client.HTTPConnection):
    """A connection that is only ever made to a checked address; `until` is when an answer must be whole."""

    def __init__(self, host: Host, *, allow_local: bool) -> None:
        super().__init__(host.name, host.port, timeout=TIMEOUT_S)
        self.default_port = 443 if host.secure else 80
        self.called, self.allow_local = host, allow_local
        self.until = math.inf

    def response_class(self, sock: socket.socket, **options: Any) -> http.client.HTTPResponse:  # type: ignore[override]
        """Begin an answer of which also the headers must be in before `until`."""
        response = http.client.HTTPResponse(sock, **options)
        response.fp = io.BufferedReader(_Before(response.fp.detach(), sock, self.until))
        return response

    def connect(self) -> None:
        problem: OSError | None = None
        for address in checked_addresses(self.called, allow_local=self.allow_local):
            try:
                self.sock = socket.create_connection((address, self.called.port), TIMEOUT_S)
                break
            except OSError as error:
                problem = error
        else:
            raise problem or OSError("no address")
        if self.called.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.called.name)


def connection_to(host: Host, *, allow_local: bool) -> Connection:
    """Make ready to call a host; its addresses are checked each time a connection is made."""
    return Connection(host, allow_local=allow_local)

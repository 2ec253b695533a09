# SPDX-License-Identifier: EUPL-1.2
"""Ask one host for JSON: with time and size limits, and never led to another host."""

import hashlib
import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

from kennisstad.lib.address import Refused, connection_to, host_of
from kennisstad.lib.sources import BrokenOff

LARGEST_ANSWER = 20_000_000
PATIENCE_S = 60
"""How long one answer may take in all, however slowly it drips in."""
MOST_REDIRECTS = 5
PAUSES_S = (0.5, 1.0, 2.0)
"""How long to wait before each new try when the other side has a problem of its own."""
LONGEST_PAUSE_S = 60.0
"""The longest wait that the other side may ask of us."""
_CHUNK = 65_536
_MOVED = (301, 302, 303, 307, 308)
_BUSY = (429, *range(500, 600))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 means that nothing did, and `problem` says why."""

    status: int
    body: bytes = field(repr=False, default=b"")
    problem: str = ""
    location: str = ""
    retry_after: str = ""

    @property
    def may_pass(self) -> bool:
        """Say whether asking again later may help."""
        return self.status == 0 or self.status in _BUSY

    @property
    def pause_s(self) -> float:
        """Give the wait that the other side asks for in seconds, as far as we grant it; 0 without one."""
        asked = self.retry_after.strip()
        return min(float(asked), LONGEST_PAUSE_S) if asked.isdecimal() and len(asked) < 9 else 0.0

    def json(self) -> Mapping[str, Any]:
        """Give the object in this answer.

        Raises:
            BrokenOff: it is cut off, or no JSON object.
        """
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise BrokenOff("The source's answer is not whole JSON.") from error
        if not isinstance(found, dict):
            raise BrokenOff("The source's answer is not a JSON object.")
        return found


class Caller:
    """Calls one host under one address; a query in that address goes along with every call."""

    def __init__(self, url: str, *, token: str = "", allow_local: bool = False) -> None:
        self.host, parts = host_of(url)
        if token and not (self.host.secure or allow_local):
            raise Refused("A token is only sent over https.")
        self.url = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self.path = parts.path.rstrip("/")
        self._query = dict(parse_qsl(parts.query))
        self.fingerprint = hashlib.sha256(parts.query.encode()).hexdigest() if parts.query else ""
        self._headers = {"Accept": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        self._connection = connection_to(self.host, allow_local=allow_local)

    def get(self, path: str, query: Mapping[str, str]) -> Answer:
        """Ask for a path under our address.

        Raises:
            Refused: the host is not ours to call, or leads us to another.
        """
        asked = self._query | dict(query)
        target = f"{self.path}/{path}" if path else self.path or "/"
        if asked:
            target += f"?{urlencode(asked)}"
        for _ in range(MOST_REDIRECTS):
            answer = self._call(target)
            if answer.status not in _MOVED:
                return answer
            target = self._led_to(answer, target)
        raise Refused(f"{self.url} leads from one address to the next without end.")

    def _led_to(self, answer: Answer, target: str) -> str:
        host, parts = host_of(urljoin(f"{self.host}{target}", answer.location))
        if host != self.host:
            raise Refused(f"{self.url} leads to {host}; if you trust that, give its address instead.")
        return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"

    def _call(self, target: str) -> Answer:
        self._connection.until = time.monotonic() + PATIENCE_S
        try:
            self._connection.request("GET", target, headers=self._headers)
            response = self._connection.getresponse()
            body, problem = _read(response)
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            return Answer(0, problem=self._failing(error))
        if problem:
            self._connection.close()
            return Answer(0, problem=problem)
        said = (response.getheader("Location", ""), response.getheader("Retry-After", ""))
        return Answer(response.status, body, f"answers {response.status}", *said)

    def _failing(self, error: Exception) -> str:
        if time.monotonic() >= self._connection.until:
            return f"needs more than {PATIENCE_S} seconds"
        return f"does not answer ({type(error).__name__})"


def _read(response: http.client.HTTPResponse) -> tuple[bytes, str]:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            return b"", f"gives an answer of more than {LARGEST_ANSWER // 1_000_000} MB"
    if response.length:
        return b"", "breaks off halfway through an answer"
    return bytes(body), ""


def insist(caller: Caller, path: str, query: Mapping[str, str], *, sleep: Callable[[float], None]) -> Answer:
    """Ask, and ask again after a pause while the other side has a problem of its own.

    Raises:
        BrokenOff: it still has one after the last pause.
    """
    for pause in (*PAUSES_S, None):
        answer = caller.get(path, query)
        if not answer.may_pass:
            return answer
        if pause is not None:
            sleep(max(pause, answer.pause_s))
    under = f" for {path}" if path else ""
    raise BrokenOff(f"{caller.url} {answer.problem}{under}, {len(PAUSES_S) + 1} times.")

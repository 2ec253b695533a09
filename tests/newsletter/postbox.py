# SPDX-License-Identifier: EUPL-1.2
"""A real SMTP server that counts what it took, and can be told to refuse, to be slow and to hang up."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.config.conftest import free_port

MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)\r?$", re.MULTILINE | re.IGNORECASE)


@dataclass
class Taken:
    message_id: str
    to: str
    sender: str
    content: bytes
    begun_at: float
    """When MAIL FROM came, in seconds since 1970."""


@dataclass
class Postbox:
    """What the server took, in order; `answers` are given by address, before anything is taken."""

    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    every: str = ""
    """Answered to everybody, when it is not empty."""
    slow_s: float = 0.0
    keep_content: bool = True
    port: int = 0
    _seen: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?from=news@city.example"

    def times(self) -> Counter[str]:
        return Counter(one.message_id for one in self.taken)

    def has(self, count: int) -> bool:
        """Say whether so many different letters came."""
        return len(self._seen) >= count

    def doubled(self) -> int:
        """Give how many copies came that should not have."""
        return len(self.taken) - len(self.times())

    def addresses(self) -> set[str]:
        return {one.to for one in self.taken}

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        session.begun_at = time.time()  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.every or next(iter(self.answers.get(address, [])), "250 OK")
        if self.answers.get(address):
            self.answers[address].pop(0)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.slow_s:
            await asyncio.sleep(self.slow_s)
        content: Any = envelope.content or b""
        found = MESSAGE_ID.search(content)
        message_id = found[1].decode() if found else ""
        self._seen.add(message_id)
        self.taken.append(
            Taken(
                message_id=message_id,
                to=envelope.rcpt_tos[0],
                sender=envelope.mail_from or "",
                content=content if self.keep_content else b"",
                begun_at=session.begun_at,  # type: ignore[attr-defined]
            )
        )
        return "250 OK"


@contextmanager
def opened(postbox: Postbox) -> Iterator[Postbox]:
    """Let the server run on loopback."""
    postbox.port = postbox.port or free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port, ready_timeout=30)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()

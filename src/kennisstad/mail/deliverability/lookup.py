# SPDX-License-Identifier: EUPL-1.2
"""Records from DNS, and from a zone file; needs dnspython, so `loading` brings it."""

from functools import cache
from typing import Any

import dns.exception
import dns.resolver
import dns.zone

from kennisstad.mail.deliverability.given import Given, NotRecords
from kennisstad.mail.deliverability.records import Answer, Standing, Type

PATIENCE_S = 4.0
"""For one question, over all name servers of this machine."""
MOST_QUESTIONS = 100
SILENT_AFTER = 3
"""Questions without any answer: then nobody answers, and the rest is not asked."""


class Looked:
    """Asks the name servers of this machine, each question once."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver or _of_this_machine()
        self._asked = self._silent = 0
        self._get = cache(self._ask)

    def get(self, name: str, kind: Type) -> Answer:
        return self._get(name.lower().removesuffix("."), kind)

    def _ask(self, name: str, kind: Type) -> Answer:
        if not self._resolver or self._asked >= MOST_QUESTIONS or self._silent >= SILENT_AFTER:
            return Answer(Standing.NO_ANSWER)
        self._asked += 1
        try:
            answer = self._resolver.resolve(name, kind.value, search=False, lifetime=PATIENCE_S)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
            return Answer(Standing.NONE)
        except dns.exception.Timeout:
            self._silent += 1
            return Answer(Standing.NO_ANSWER)
        except (dns.exception.DNSException, OSError, ValueError):
            return Answer(Standing.NO_ANSWER)
        return Answer(Standing.FOUND, tuple(_text(one) for one in answer))


def _of_this_machine() -> dns.resolver.Resolver | None:
    try:
        return dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration:
        return None


def from_zone(text: str, domain: str) -> Given:
    """Read a zone file (RFC 1035, 5), a whole domain.

    Raises:
        NotRecords: it is none.
    """
    try:
        zone = dns.zone.from_text(text, origin=f"{domain}.", relativize=False, check_origin=False)
    except (dns.exception.DNSException, ValueError, OSError) as error:
        raise NotRecords(f"This is no zone file: {str(error)[:200]}") from error
    known = {
        (name.to_text().lower().removesuffix("."), kind): tuple(_text(one) for one in found)
        for kind in Type
        for name, found in zone.iterate_rdatasets(kind.value)
    }
    return Given(known, domain.lower())


def _text(record: Any) -> str:
    """Give a record in words; the pieces of a long text belong together (RFC 7208, 3.3)."""
    strings = getattr(record, "strings", None)
    return record.to_text() if strings is None else b"".join(strings).decode("utf-8", "replace")

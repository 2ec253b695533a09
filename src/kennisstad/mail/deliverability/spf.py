# SPDX-License-Identifier: EUPL-1.2
"""SPF: which servers may send for a domain, and whether a receiver can find that out (RFC 7208)."""

import ipaddress
import re
from collections.abc import Iterator

from kennisstad.mail.deliverability import counting
from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability.records import LONGEST_RECORD, NOTHING_GIVEN, Records
from kennisstad.mail.deliverability.spf_terms import Term, terms_of

MOST_LOOKUPS, LOOKUPS_NEAR = 10, 8
"""RFC 7208, 4.6.4; whoever is at eight has room for one more service at most."""
MOST_VOID = 2

_ALL = {
    "-": (Level.OK, Reason.SPF_ALL_FAIL),
    "~": (Level.OK, Reason.SPF_ALL_SOFTFAIL),
    "?": (Level.ATTENTION, Reason.SPF_ALL_NEUTRAL),
    "+": (Level.PROBLEM, Reason.SPF_ALL_PASS),
}


def is_spf(record: str) -> bool:
    """Say whether a text record is meant as SPF (4.5)."""
    return re.match(r"v=spf1(?: |\Z)", record, re.IGNORECASE) is not None


def explain(record: str, *, domain: str = "", records: Records = NOTHING_GIVEN) -> list[Finding]:
    """Say what one record means and what is wrong with it.

    Args:
        domain: whose it is; needed to see a loop.
        records: where the records are found that it leads to; what is not there cannot be counted.
    """
    if not is_spf(record) or not record.isascii() or len(record) > LONGEST_RECORD:
        return [_problem(Reason.SPF_NOT_SPF)]
    terms = terms_of(record)
    wrong = [_problem(term.fault, term=term.text[:80]) for term in terms if term.fault]
    # With an error in it a receiver looks no further.
    return wrong or [*_about_end(terms), *_about_terms(terms), *_about_lookups(terms, domain, records)]


def _about_end(terms: list[Term]) -> Iterator[Finding]:
    """Say what becomes of servers that are not named."""
    ends = [place for place, term in enumerate(terms) if term.name == "all"]
    if not ends:
        if not any(term.name == "redirect" for term in terms):
            yield _attention(Reason.SPF_NO_ALL)
        return
    end = terms[ends[0]]
    if ends[0] == 0 and end.qualifier in "-~":
        yield _attention(Reason.SPF_NOBODY)
    level, reason = _ALL[end.qualifier]
    yield Finding(Part.SPF, level, reason)
    idle = [term.text for term in terms[ends[0] + 1 :] if term.name != "exp"]
    idle += [term.text for term in terms[: ends[0]] if term.name == "redirect"]
    if idle:
        yield _attention(Reason.SPF_AFTER_ALL, terms=" ".join(idle)[:200])


def _about_terms(terms: list[Term]) -> Iterator[Finding]:
    if any(term.name == "ptr" for term in terms):
        yield _attention(Reason.SPF_PTR)
    for term in terms:
        if term.name in ("ip4", "ip6") and term.qualifier == "+" and _is_wide(term.target):
            yield _attention(Reason.SPF_NETWORK, term=term.text[:80])


def _is_wide(network: str) -> bool:
    """Say whether it holds more servers than one organisation has: a /8, or an IPv6 /16."""
    found = ipaddress.ip_network(network, strict=False)
    return found.prefixlen <= (8 if found.version == 4 else 16)


def _about_lookups(terms: list[Term], domain: str, records: Records) -> Iterator[Finding]:
    counted = counting.count(terms, domain, records)
    for name in counted.loops:
        yield _problem(Reason.SPF_LOOP, domain=name)
    for name in counted.without_record:
        yield _problem(Reason.SPF_INCLUDED_NONE, domain=name)
    for name in counted.void:
        reason = Reason.SPF_VOID if len(counted.void) <= MOST_VOID else Reason.SPF_VOID_MANY
        level = Level.ATTENTION if reason is Reason.SPF_VOID else Level.PROBLEM
        yield Finding(Part.SPF, level, reason, {"domain": name, "number": str(len(counted.void))})
    yield _of_number(counted.lookups)
    if counted.not_known:
        yield _attention(Reason.SPF_NOT_COUNTED, domains=", ".join(counted.not_known))


def _of_number(lookups: int) -> Finding:
    facts = {"number": str(lookups)}
    if lookups > MOST_LOOKUPS:
        return Finding(Part.SPF, Level.PROBLEM, Reason.SPF_LOOKUPS_MANY, facts)
    if lookups >= LOOKUPS_NEAR:
        return Finding(Part.SPF, Level.ATTENTION, Reason.SPF_LOOKUPS_NEAR, facts)
    return Finding(Part.SPF, Level.OK, Reason.SPF_LOOKUPS, facts)


def _problem(reason: Reason, **facts: str) -> Finding:
    return Finding(Part.SPF, Level.PROBLEM, reason, facts)


def _attention(reason: Reason, **facts: str) -> Finding:
    return Finding(Part.SPF, Level.ATTENTION, reason, facts)

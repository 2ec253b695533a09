# SPDX-License-Identifier: EUPL-1.2
"""DMARC: what to do with a letter that neither SPF nor DKIM proves (RFC 9989, which follows RFC 7489)."""

import re
from collections.abc import Iterator, Mapping

from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability.records import NOTHING_GIVEN, Records, Standing, Type, tags_of

POLICIES = {
    "none": (Level.ATTENTION, Reason.DMARC_WATCHES),
    "quarantine": (Level.OK, Reason.DMARC_QUARANTINES),
    "reject": (Level.OK, Reason.DMARC_REJECTS),
}
"""From the weakest to the strictest."""
_STRICTNESS = {policy: place for place, policy in enumerate(POLICIES)}
REMOVED = ("pct", "rf", "ri")
"""In RFC 9989; receivers that follow RFC 7489 still obey them."""
MOST_REPORT_ADDRESSES = 10
_MAILTO = re.compile(r"mailto:[^@\s!,]{1,80}@([^@\s!,]{1,253})(?:!\d{1,10}[kmgt]?)?", re.IGNORECASE)


def is_dmarc(record: str) -> bool:
    """Say whether a text record is meant as DMARC."""
    return re.match(r"v\s*=\s*DMARC1\s*(?:;|\Z)", record) is not None


def explain(
    record: str, *, domain: str = "", below: bool = False, records: Records = NOTHING_GIVEN
) -> list[Finding]:
    """Say what one record means and what is wrong with it.

    Args:
        below: whether it is read for a name below that domain, for which `sp` holds.
        domain: whose it is; reports to another domain need that domain's consent.
        records: where that consent is found.
    """
    tags = tags_of(record) if is_dmarc(record) else None
    if tags is None:
        return [_seen(Level.PROBLEM, Reason.DMARC_SYNTAX)]
    if below:
        tags = {**tags, "p": tags.get("sp", tags.get("p", ""))}
    return [*_policy(tags), *_old_and_testing(tags), *_reports(tags, domain, records)]


def _policy(tags: Mapping[str, str]) -> Iterator[Finding]:
    for name in ("p", "sp", "np"):
        if tags.get(name) and tags[name].lower() not in POLICIES:
            yield _seen(Level.PROBLEM, Reason.DMARC_UNKNOWN_POLICY, tag=f"{name}={tags[name][:40]}")
            return
    if not tags.get("p"):
        yield _seen(Level.PROBLEM, Reason.DMARC_NO_POLICY)
        return
    policy = tags["p"].lower()
    yield _seen(*POLICIES[policy])
    for name in ("sp", "np"):
        if _STRICTNESS[(tags.get(name) or policy).lower()] < _STRICTNESS[policy]:
            yield _seen(Level.ATTENTION, Reason.DMARC_SUBDOMAINS_WEAKER, tag=f"{name}={tags[name]}")


def _old_and_testing(tags: Mapping[str, str]) -> Iterator[Finding]:
    for name in REMOVED:
        if name in tags:
            yield _seen(Level.ATTENTION, Reason.DMARC_REMOVED_TAG, tag=f"{name}={tags[name][:40]}")
    if tags.get("t", "n").lower() == "y":
        yield _seen(Level.ATTENTION, Reason.DMARC_TESTING)


def _reports(tags: Mapping[str, str], domain: str, records: Records) -> Iterator[Finding]:
    addresses = [one.strip() for one in tags.get("rua", "").split(",", MOST_REPORT_ADDRESSES) if one.strip()]
    if not addresses:
        yield _seen(Level.ATTENTION, Reason.DMARC_NO_REPORTS)
    for one in addresses:
        match = _MAILTO.fullmatch(one)
        if not match:
            yield _seen(Level.PROBLEM, Reason.DMARC_REPORT_ADDRESS, address=one[:80])
        elif domain and not is_related(match[1], domain) and _refuses(domain, match[1], records):
            yield _seen(
                Level.ATTENTION, Reason.DMARC_REPORTS_UNASKED, name=f"{domain}._report._dmarc.{match[1]}"
            )
    if tags.get("ruf"):
        yield _seen(Level.ATTENTION, Reason.DMARC_FAILURE_REPORTS)


def _refuses(domain: str, receiver: str, records: Records) -> bool:
    """Say whether another domain does not say that it takes reports about ours (RFC 9990, 4)."""
    answer = records.get(f"{domain}._report._dmarc.{receiver}", Type.TXT)
    return answer.standing is Standing.NONE or (
        answer.standing is Standing.FOUND and not any(map(is_dmarc, answer.values))
    )


def is_related(one: str, other: str) -> bool:
    """Say whether one domain is the other or lies below it."""
    one, other = (name.lower().removesuffix(".") for name in (one, other))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _seen(level: Level, reason: Reason, **facts: str) -> Finding:
    return Finding(Part.DMARC, level, reason, facts)

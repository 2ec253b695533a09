# SPDX-License-Identifier: EUPL-1.2
"""Everything that a domain says about its mail, in one go."""

from collections.abc import Iterator, Sequence

from kennisstad.mail.deliverability import dkim, dmarc, spf
from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability.records import Answer, Records, Standing, Type, tags_of

MOST_LABELS = 8
"""Above this a walk up the tree skips to the last seven (RFC 9989, 4.10)."""


def check(domain: str, records: Records, *, selectors: Sequence[str], sender: str) -> list[Finding]:
    """Explain what is known of a domain's SPF, DKIM and DMARC; what was not given is passed over.

    Args:
        selectors: names of DKIM keys; DNS has no list of them.
        sender: the domain behind the @ in our letters' From; may be empty.
    """
    domain = domain.lower().removesuffix(".")
    found = [*_spf(domain, records), *_dkim(domain, records, selectors)]
    policy, owner = _policy(domain, records)
    found += _dmarc(domain, records, policy, owner)
    if _relies_on_nothing(found):
        found.append(Finding(Part.DMARC, Level.PROBLEM, Reason.DMARC_ALONE))
    return [*found, *(_sender(domain, sender.lower(), owner, policy) if sender else [])]


def _spf(domain: str, records: Records) -> Iterator[Finding]:
    answer = records.get(domain, Type.TXT)
    found = [text for text in answer.values if spf.is_spf(text)]
    if answer.standing is Standing.NO_ANSWER:
        yield _no_answer(Part.SPF, domain)
    elif len(found) == 1:
        yield from spf.explain(found[0], domain=domain, records=records)
    elif found:
        yield Finding(Part.SPF, Level.PROBLEM, Reason.SPF_SEVERAL, {"number": str(len(found))})
    elif answer.standing is not Standing.NOT_GIVEN:
        # What looks like one and is none is explained as what it is.
        near = next((text for text in answer.values if text.lower().startswith("v=spf")), "")
        none = Finding(Part.SPF, Level.PROBLEM, Reason.SPF_NONE)
        yield from spf.explain(near) if near else [none]


def _dkim(domain: str, records: Records, selectors: Sequence[str]) -> Iterator[Finding]:
    if not selectors:
        yield Finding(Part.DKIM, Level.ATTENTION, Reason.DKIM_NO_SELECTOR)
    for selector in selectors:
        name = f"{selector}._domainkey.{domain}"
        answer = records.get(name, Type.TXT)
        if answer.standing is Standing.NO_ANSWER:
            yield _no_answer(Part.DKIM, name)
        elif len(answer.values) == 1:
            yield from dkim.explain(answer.values[0], selector=selector)
        elif answer.standing is not Standing.NOT_GIVEN:
            reason = Reason.DKIM_SEVERAL if answer.values else Reason.DKIM_NONE
            yield Finding(Part.DKIM, Level.PROBLEM, reason, {"selector": selector, "name": name})


def _policy(domain: str, records: Records) -> tuple[Answer, str]:
    """Walk up from a domain to the one whose policy holds for it; give its records and its name."""
    own = Answer(Standing.NOT_GIVEN)
    for name in _above(domain):
        answer = records.get(f"_dmarc.{name}", Type.TXT)
        found = tuple(text for text in answer.values if text.lower().replace(" ", "").startswith("v=dmarc"))
        if found:
            return Answer(Standing.FOUND, found), name
        if name == domain or answer.standing is Standing.NO_ANSWER:
            # Records that are no DMARC are, for this, none.
            own = Answer(Standing.NONE) if answer.standing is Standing.FOUND else answer
    return own, domain


def _above(domain: str) -> list[str]:
    labels = domain.split(".")
    names = [".".join(labels[place:]) for place in range(max(1, len(labels) - 1))]
    return names if len(labels) <= MOST_LABELS else [names[0], *names[1 - MOST_LABELS :]]


def _dmarc(domain: str, records: Records, policy: Answer, owner: str) -> Iterator[Finding]:
    if policy.standing is Standing.NO_ANSWER:
        yield _no_answer(Part.DMARC, f"_dmarc.{domain}")
    elif policy.standing is Standing.NONE:
        yield Finding(Part.DMARC, Level.PROBLEM, Reason.DMARC_NONE, {"name": f"_dmarc.{domain}"})
    elif len(policy.values) > 1:
        yield Finding(Part.DMARC, Level.PROBLEM, Reason.DMARC_SEVERAL, {"number": str(len(policy.values))})
    elif policy.values:
        if owner != domain:
            yield Finding(Part.DMARC, Level.OK, Reason.DMARC_PARENT, {"domain": owner})
        below = owner != domain
        yield from dmarc.explain(policy.values[0], domain=owner, below=below, records=records)


def _relies_on_nothing(found: Sequence[Finding]) -> bool:
    """Say whether a strict policy stands beside neither SPF nor a key: every letter is refused then."""
    reasons = {one.reason for one in found}
    strict = bool({Reason.DMARC_REJECTS, Reason.DMARC_QUARANTINES} & reasons)
    without_key = bool({Reason.DKIM_NONE, Reason.DKIM_REVOKED} & reasons)
    with_key = bool({Reason.DKIM_KEY, Reason.DKIM_KEY_SHORT, Reason.DKIM_ED25519} & reasons)
    return strict and Reason.SPF_NONE in reasons and without_key and not with_key


def _sender(domain: str, sender: str, owner: str, policy: Answer) -> Iterator[Finding]:
    """Compare the domain in our letters' From with the one that was looked at (alignment, RFC 9989, 4.4)."""
    facts = {"domain": domain, "sender": sender}
    if sender == domain:
        yield Finding(Part.SENDER, Level.OK, Reason.SENDER_FITS, facts)
    elif dmarc.is_related(sender, domain) or (owner != domain and dmarc.is_related(sender, owner)):
        tags = (tags_of(policy.values[0]) if policy.values else None) or {}
        strict = "s" in (tags.get("adkim", "r").lower(), tags.get("aspf", "r").lower())
        level = Level.PROBLEM if strict else Level.OK
        yield Finding(Part.SENDER, level, Reason.SENDER_STRICT if strict else Reason.SENDER_BELOW, facts)
    else:
        yield Finding(Part.SENDER, Level.PROBLEM, Reason.SENDER_ELSEWHERE, facts)


def _no_answer(part: Part, name: str) -> Finding:
    return Finding(part, Level.ATTENTION, Reason.NO_ANSWER, {"name": name})

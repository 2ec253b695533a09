# SPDX-License-Identifier: EUPL-1.2
"""How bad is an outcome? The rule, in the words of RFC 3463 and the register of enhanced status codes.

Hard, because the address itself is wrong or closed for good:

- 5.1.1 no such mailbox, 5.1.2 no such domain, 5.1.3 no address, 5.1.6 moved without a new address,
  5.1.10 the domain takes no mail (RFC 7505), 5.2.1 mailbox closed;
- 5.0.0, 5.1.0 or no status at all, when the server answered 550, 551 or 553 and its words say that there is
  no such person.

Soft, because a later letter may arrive: everything that begins with 4; 5.2.2 mailbox full; 5.3.x the server
has trouble; 5.4.x the way there has; 5.5.x they misunderstood each other; 5.6.x this letter's content;
5.7.x policy: that is about us, not about the reader. Whatever we cannot read is soft as well.
"""

import re

from kennisstad.mail.reports.finding import Action, Severity

HARD = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
VAGUE = frozenset({"", "5.0.0", "5.1.0"})
"""Statuses that say that it failed and not why."""
LONGEST_DIAGNOSTIC = 200

_ENHANCED = re.compile(r"(?<![\d.])([245])[.](\d{1,3})[.](\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([245]\d\d)(?![\d.])")
_NOBODY = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|person|address)|does ?n[o']t exist"
    r"|does not exist|not a known user|unknown recipient|recipient unknown|unknown mailbox"
    r"|invalid (?:recipient|mailbox)|mailbox not found|user not found|recipient not found|no mailbox here"
    r"|address unknown|unrouteable address|account (?:is )?(?:closed|disabled)",
    re.IGNORECASE,
)
_NOBODY_CODES = frozenset({"550", "551", "553"})


def status_of(said: str, diagnostic: str) -> str:
    """Give the status: the one that is said, or the one in the server's answer when that is more precise."""
    stated, answered = _enhanced(said), _enhanced(diagnostic)
    if answered and (not stated or (stated[0] == answered[0] and stated.endswith(".0.0"))):
        return answered
    return stated


def _enhanced(text: str) -> str:
    match = _ENHANCED.search(text[:2_000])
    # Some write 5.01.001, and the register knows 5.1.1.
    return ".".join(str(int(digits)) for digits in match.groups()) if match else ""


def severity_of(action: Action, status: str, diagnostic: str) -> Severity:
    """Judge one outcome by the rule above."""
    if action is Action.DELAYED:
        return Severity.SOFT
    if action is not Action.FAILED:
        return Severity.NONE
    if status in HARD or (status in VAGUE and _says_nobody(diagnostic)):
        return Severity.HARD
    return Severity.SOFT


def _says_nobody(diagnostic: str) -> bool:
    codes = _REPLY.findall(diagnostic[:2_000])
    refused = not codes or codes[0] in _NOBODY_CODES
    return refused and _NOBODY.search(diagnostic[:2_000]) is not None


def discreet(diagnostic: str, *addresses: str) -> str:
    """Take addresses out of what a server said, also the part before the @ of those that we know."""
    text = "".join(sign if sign.isprintable() else " " for sign in diagnostic[:2_000])
    words = ["…" if _holds_address(word) else word for word in text.split()]
    text = " ".join(words)
    for address in addresses:
        local = address.partition("@")[0]
        if len(local) > 1:
            text = re.sub(rf"(?<!\w){re.escape(local)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return text[:LONGEST_DIAGNOSTIC]


def _holds_address(word: str) -> bool:
    return any(sign in word.casefold() for sign in ("@", "%40", "=40", "&#64;", "＠"))

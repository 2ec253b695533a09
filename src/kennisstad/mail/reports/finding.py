# SPDX-License-Identifier: EUPL-1.2
"""What a report says, as plain data."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    AUTO_REPLY = "auto-reply"
    OTHER = "other"
    """Somebody wrote, or a machine that we do not understand."""


class Action(StrEnum):
    """What a mail server did with a letter (RFC 3464, 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


class Severity(StrEnum):
    HARD = "hard"
    """No later letter to this address can arrive: stop."""
    SOFT = "soft"
    """This letter did not arrive, or not yet; a later one may."""
    NONE = "none"
    """The letter went on."""


@dataclass(frozen=True)
class Outcome:
    """What became of a letter for one recipient."""

    recipient: str
    """As the last mail server knew it; may be empty."""
    original_recipient: str
    """As we wrote it, when the report says so."""
    action: Action
    status: str
    """Such as 5.1.1 (RFC 3463); empty when the report says nothing that we can read."""
    diagnostic: str
    """What the mail server said, without addresses, at most 200 characters."""
    severity: Severity


@dataclass(frozen=True)
class Report:
    kind: Kind
    outcomes: tuple[Outcome, ...] = ()
    """Of a bounce, one per recipient."""
    feedback: str = ""
    """Of a complaint: abuse, fraud, virus or other."""
    addresses: tuple[str, ...] = ()
    """Where our own return address may stand, the likeliest first; for `verp.number_in`."""
    is_about_a_report: bool = False
    """What came back was itself sent by a machine: never answer, it may be a loop."""

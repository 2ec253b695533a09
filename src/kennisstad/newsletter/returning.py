# SPDX-License-Identifier: EUPL-1.2
"""One message that came back: believe it only for a letter of ours, and write down what became of it.

Whoever can write to us can write a report. Only the return address says which letter came back, and nobody
but us can make one (`mail/reports/verp.py`). Nothing is ever answered: an answer to a machine may be a loop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

from kennisstad.mail.reports import verp
from kennisstad.mail.reports.finding import Action, Kind, Outcome, Report, Severity
from kennisstad.mail.reports.reading import Unreadable, read_report
from kennisstad.newsletter.bouncing import note
from kennisstad.newsletter.models import BounceKind


class What(StrEnum):
    """What was done with a message; only the first changed anything."""

    NOTED = "written down"
    KNOWN = "known already, or of a letter that is no longer kept"
    PASSING = "delayed or delivered: no end yet"
    AUTO_REPLY = "automatic replies"
    NOT_OURS = "reports about no letter of ours"
    LOOP = "reports about reports"
    WRITTEN = "written by somebody, or by a machine that we do not understand"
    UNREADABLE = "no message at all"

    @property
    def is_for_a_person(self) -> bool:
        """Whether somebody should look at it."""
        return self in (What.WRITTEN, What.UNREADABLE)


@dataclass(frozen=True)
class _Told:
    kind: BounceKind
    code: str
    reason: str


def take_in(raw: bytes, *, envelope: Iterable[str] = (), at: datetime) -> What:
    """Write down what a message says about a letter of ours, if it does.

    Args:
        envelope: the recipients that the mail server names beside the message.
    Raises:
        DatabaseError: nothing was written; bring it again later.

    However often the same is brought, it counts once.
    """
    try:
        report = read_report(raw)
    except Unreadable:
        return What.UNREADABLE
    match report.kind:
        case Kind.AUTO_REPLY:
            return What.AUTO_REPLY
        case Kind.OTHER:
            return What.WRITTEN
    if report.is_about_a_report:
        return What.LOOP
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    number = verp.number_in(report, secrets, envelope=envelope)
    if number is None:
        return What.NOT_OURS
    told = _told(report)
    if told is None:
        return What.PASSING
    is_new = note(number, kind=told.kind, code=told.code, reason=told.reason, at=at)
    return What.NOTED if is_new else What.KNOWN


def _told(report: Report) -> _Told | None:
    if report.kind is Kind.COMPLAINT:
        return _Told(BounceKind.COMPLAINT, report.feedback, "")
    mildest = _mildest(report.outcomes)
    if mildest.action is not Action.FAILED:
        # Its server tries on: a report of the end follows, if it comes to that.
        return None
    kind = BounceKind.HARD if mildest.severity is Severity.HARD else BounceKind.SOFT
    return _Told(kind, mildest.status, mildest.diagnostic)


def _mildest(outcomes: tuple[Outcome, ...]) -> Outcome:
    """Choose what is best for the reader: each letter has one reader, who may have it passed on to more."""
    return min(
        outcomes, key=lambda one: (one.action is Action.FAILED, one.severity is Severity.HARD, one.status)
    )

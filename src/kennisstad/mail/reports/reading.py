# SPDX-License-Identifier: EUPL-1.2
"""One message → what it says about our letters."""

import re
from collections.abc import Iterator
from itertools import islice

from kennisstad.mail.reports import judging
from kennisstad.mail.reports.finding import Action, Kind, Outcome, Report
from kennisstad.mail.reports.mime import Part, fields, part_of, parts

MOST_OUTCOMES = 100
LONGEST_ADDRESS = 320
MOST_ADDRESSES = 200
LONGEST_WORDS = 2_000

STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
FEEDBACK_TYPE = "message/feedback-report"
LETTER_TYPES = frozenset(
    {
        "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
        "text/rfc822", "message/rfc822-headers",
    }
)  # fmt: skip
COMPLAINTS = frozenset({"abuse", "fraud", "virus", "other"})
"""Feedback that is a reader's; auth-failure (RFC 6591) is a machine's, not-spam takes a complaint back."""
ARRIVED_AT = ("x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "x-rcptto", "to")
_MACHINE_PRECEDENCE = frozenset({"auto_reply", "auto-reply", "bulk", "junk"})
_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply")
_AWAY = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|automatisch antwoord|afwezig)",
    re.IGNORECASE,
)


class Unreadable(ValueError):
    """There is not one header in it: this is no message."""


def read_report(raw: bytes) -> Report:
    """Say what a message is, and what it says about our letters.

    Only the first megabyte is looked at. Whoever can write to us can write a report: believe it only for the
    letter that `verp.number_in` finds.

    Raises:
        Unreadable: this is no message at all.

    Cost: some passes over the bytes, 10 ms for a megabyte; never more than 40 parts, 100 outcomes.
    Source: RFC 3464, 5965, 3834, 6533 (addresses beyond ASCII).
    """
    message = part_of(raw)
    if not message.headers:
        raise Unreadable("This is no message: it has no header.")
    pieces = parts(message)
    letter = next((part_of(piece.content()) for piece in pieces if piece.content_type in LETTER_TYPES), None)
    if feedback := _feedback(pieces):
        return _complaint(message, feedback, letter)
    if outcomes := tuple(_outcomes(message, pieces))[:MOST_OUTCOMES]:
        return _about(message, letter, Kind.BOUNCE, outcomes=outcomes)
    return _about(message, letter, Kind.AUTO_REPLY if _is_automatic(message) else Kind.OTHER)


def _about(
    message: Part,
    letter: Part | None,
    kind: Kind,
    *,
    outcomes: tuple[Outcome, ...] = (),
    feedback: str = "",
    more: tuple[str, ...] = (),
) -> Report:
    arrived = [value for name in ARRIVED_AT for value in message.all(name)]
    named = [address for one in outcomes for address in (one.original_recipient, one.recipient)]
    sent = [value for name in ("return-path", "sender", "from", "to") for value in _all_of(letter, name)]
    addresses = [_bare(value) for value in (*arrived, *named, *more, *sent)]
    return Report(
        kind=kind,
        outcomes=outcomes,
        feedback=feedback,
        addresses=tuple(dict.fromkeys(filter(None, addresses)))[:MOST_ADDRESSES],
        is_about_a_report=letter is not None and _is_from_a_machine(letter),
    )


def _all_of(letter: Part | None, name: str) -> list[str]:
    return letter.all(name) if letter else []


def _feedback(pieces: list[Part]) -> Part | None:
    found = next((piece for piece in pieces if piece.content_type == FEEDBACK_TYPE), None)
    return Part(tuple(fields(_lines(found))), b"") if found else None


def _complaint(message: Part, feedback: Part, letter: Part | None) -> Report:
    said = feedback.first("feedback-type").casefold() or "other"
    named = (*feedback.all("original-mail-from"), *feedback.all("original-rcpt-to"))
    if said in COMPLAINTS:
        return _about(message, letter, Kind.COMPLAINT, feedback=said, more=named)
    return _about(message, letter, Kind.OTHER, more=named)


def _outcomes(message: Part, pieces: list[Part]) -> Iterator[Outcome]:
    statuses = [piece for piece in pieces if piece.content_type in STATUS_TYPES]
    for piece in statuses:
        for group in re.split(r"\n[ \t]*\n", _lines(piece), maxsplit=MOST_OUTCOMES + 1):
            told = Part(tuple(fields(group.strip("\n"))), b"")
            if told.first("final-recipient") or told.first("original-recipient") or told.first("action"):
                yield _outcome(told)
    if not statuses:
        yield from _old_style(message, pieces)


def _outcome(told: Part) -> Outcome:
    recipient, original = (_bare(told.first(name)) for name in ("final-recipient", "original-recipient"))
    said = told.first("diagnostic-code")
    status = judging.status_of(told.first("status"), said)
    action = _action(told.first("action"), status)
    return Outcome(
        recipient=recipient,
        original_recipient=original,
        action=action,
        status=status,
        diagnostic=judging.discreet(_after_type(said), recipient, original),
        severity=judging.severity_of(action, status, said),
    )


def _action(said: str, status: str) -> Action:
    """Read the action; one that is missing or unknown follows from the class of the status."""
    word = said.partition("(")[0].strip().casefold()
    if word in [*Action]:
        return Action(word)
    return {"2": Action.DELIVERED, "4": Action.DELAYED}.get(status[:1], Action.FAILED)


def _old_style(message: Part, pieces: list[Part]) -> Iterator[Outcome]:
    """Read a report from before the standard: the failed recipients in a header, the reason in the text."""
    named = [address for value in message.all("x-failed-recipients") for address in value.split(",")]
    text = next((piece.text()[:20_000] for piece in pieces if piece.content_type == "text/plain"), "")
    # A report may name one address a thousand times: that is one outcome.
    for recipient in islice(dict.fromkeys(map(_bare, named)), MOST_OUTCOMES):
        said = _words_about(recipient, text) if recipient else ""
        status = judging.status_of("", said)
        severity = judging.severity_of(Action.FAILED, status, said)
        words = judging.discreet(said, recipient)
        yield Outcome(recipient, "", Action.FAILED, status, words, severity)


def _words_about(recipient: str, text: str) -> str:
    """Give the lines below the recipient's address, up to the next empty line."""
    _before, _address, after = text.partition(recipient)
    return " ".join(after[:LONGEST_WORDS].partition("\n\n")[0].split())


def _is_automatic(message: Part) -> bool:
    """Say whether a machine answered (RFC 3834, and what was in use before it)."""
    submitted = message.first("auto-submitted").partition(";")[0].strip().casefold()
    return (
        submitted not in ("", "no")
        or any(message.first(name) for name in _AUTO_HEADERS)
        or message.first("precedence").strip().casefold() in _MACHINE_PRECEDENCE
        or _AWAY.match(message.first("subject").strip()) is not None
    )


def _is_from_a_machine(letter: Part) -> bool:
    """Say whether what came back was itself a report or an automatic answer; a newsletter is neither."""
    submitted = letter.first("auto-submitted").partition(";")[0].strip().casefold()
    return submitted == "auto-replied" or _is_null(letter) or letter.content_type == "multipart/report"


def _is_null(message: Part) -> bool:
    return any(value.strip() == "<>" for value in message.all("return-path"))


def _lines(piece: Part) -> str:
    return piece.text().replace("\r\n", "\n").replace("\r", "\n")


def _bare(value: str) -> str:
    """Take the type off an address (`rfc822; jan@example.org`), and the name and brackets around it."""
    value = _after_type(value)
    if "<" in value:
        value = value.rpartition("<")[2].partition(">")[0]
    return value.strip().strip('"')[:LONGEST_ADDRESS]


def _after_type(value: str) -> str:
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and kind.strip().replace("-", "").isalnum() else value.strip()

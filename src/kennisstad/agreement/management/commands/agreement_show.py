# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.agreement.exchange.plain import number
from kennisstad.agreement.exchange.record import PartyRecord, Texts, VersionRecord
from kennisstad.agreement.management.finding import agreement_with, day
from kennisstad.agreement.queries import agreement_on
from kennisstad.agreement.whole import version_record
from kennisstad.lib.files import on_a_terminal


class Command(BaseCommand):
    help = "Show an agreement, or the one that stood on a day"
    example = "kennisstad agreement show --on 2019-06-01"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", nargs="?", help="the agreement, by its name in addresses")
        parser.add_argument(
            "--on", type=day, metavar="DAY", help="the one that stood on this day, as it was then"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"]
        if not options["key"] and on is None:
            raise CommandError("Say which agreement, by its key or with --on DAY.")
        agreement = agreement_with(options["key"]) if options["key"] else agreement_on(on)
        if agreement is None:
            raise CommandError(f"No agreement stood on {on}.")
        version = version_record(agreement, with_hidden=True)
        for line in _lines(version, [one for one in version.parties if on is None or _was_in(one, on)]):
            self.stdout.write(on_a_terminal(line))


def _was_in(party: PartyRecord, on: Any) -> bool:
    return bool(party.joined_on <= on and (party.left_on is None or on <= party.left_on))


def _lines(version: VersionRecord, parties: list[PartyRecord]) -> list[str]:
    kind = f"{version.kind} of {version.follows}" if version.follows else version.kind
    lines = [f"{version.key}: {_said(version.texts, 'name')}"]
    lines += [f"{kind}, {version.status}; {version.starts_on} to {version.ends_on}"]
    lines += [f"party {one.partner}, from {one.joined_on}{_until(one)}: {one.name}" for one in parties]
    lines += [f"theme {one.key}: {_said(one.texts, 'name')}" for one in version.themes]
    lines += [f"theme {one.old} went on as {one.new or 'none'}" for one in version.steps]
    lines += [f"article {one.number}: {_said(one.texts, 'title')}" for one in version.articles]
    for one in version.commitments:
        due = f", due on {one.due_on}" if one.due_on else ""
        lines.append(f"commitment {one.key}{due}: {_said(one.texts, 'sentence')}")
        lines += [f"  {number(f.value)} {f.unit} on {f.measured_on} ({f.source})" for f in one.figures]
    return lines


def _until(party: PartyRecord) -> str:
    return f" to {party.left_on}" if party.left_on else ""


def _said(texts: Texts, word: str) -> str:
    """Give words in English, else in Dutch, on one line."""
    words = texts.get("en") or texts.get("nl") or {}
    return " ".join(words.get(word, "").split())

# SPDX-License-Identifier: EUPL-1.2
"""Place teams with questions from a file, as a round does, without a database."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from kennisstad.lib.files import UnusableFile, on_a_terminal, read_text
from kennisstad.rounds import answering
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.unreadable import MOST_TEXT

NO_POLICY = "Say which policy: --policy stable, greedy, generous, cheapest or urgent."
NOT_TEXT = "Standard input is not UTF-8 text."


class Command(BaseCommand):
    help = "Place teams with questions, exactly and explained, from a file; needs no database"
    example = "kennisstad allocate round.json --policy generous --seed 7"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="JSON or the text format of the literature; - is standard input")
        parser.add_argument("--policy", choices=[str(policy) for policy in Policy])
        parser.add_argument("--seed", type=int, help="lots are drawn from it; 1 when the file names none")
        parser.add_argument(
            "--closures", action="store_true", help="a question below its lower bound may close"
        )
        parser.add_argument("--language", choices=["nl", "en"], default="en", help="of the answer")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                self._answer(options)
            except answering.Refused as refused:
                if options["json"]:
                    self._tell_programs(answering.refusal(refused))
                raise CommandError(on_a_terminal(str(refused))) from refused

    def _answer(self, options: dict[str, Any]) -> None:
        instance, policy, seed = answering.read_whole(_text(options["file"]))
        if options["closures"]:
            instance = replace(instance, closures=True)
        policy = Policy(options["policy"]) if options["policy"] else policy
        if policy is None:
            raise answering.Refused(answering.Kind.NO_POLICY, NO_POLICY)
        seed = next(one for one in (options["seed"], seed, 1) if one is not None)
        found = answering.answer(instance, policy, seed)
        if options["json"]:
            self._tell_programs(answering.document(found))
            return
        for line in answering.lines(found):
            self.stdout.write(on_a_terminal(line))

    def _tell_programs(self, document: dict[str, object]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))


def _text(name: str) -> str:
    """Give what a file holds, or standard input, up to one character more than is read.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return sys.stdin.read(MOST_TEXT + 1) if name == "-" else read_text(Path(name))
    except UnusableFile as error:
        raise answering.Refused(answering.Kind.UNREADABLE, str(error)) from error
    except UnicodeDecodeError as error:
        raise answering.Refused(answering.Kind.UNREADABLE, NOT_TEXT) from error

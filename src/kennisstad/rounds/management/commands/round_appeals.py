# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import CommandParser

from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import moment, stamp
from kennisstad.rounds.models import Appeal, Round


class Command(RoundCommand):
    help = "List what teams have against their place, the oldest first, and what was answered"
    example = "kennisstad round appeals 3 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        found = Appeal.objects.filter(team__round=round).select_related("team").order_by("at", "pk")
        if options["json"]:
            self.stdout.write(json.dumps([_row(one) for one in found], indent=2, ensure_ascii=False))
            return
        if not found:
            self.stdout.write(f"No team of round {round.pk} has appealed.")
        for one in found:
            self.stdout.write(f"Team {one.team.number}, {moment(stamp(one.at))}: {one.get_outcome_display()}")
            self._indented("team", one.words)
            self._indented("answer", one.answer)

    def _indented(self, who: str, said: str) -> None:
        for line in said.splitlines():
            self.stdout.write(f"  {who:<8}{line}")


def _row(one: Appeal) -> dict[str, Any]:
    return {
        "team": one.team.number,
        "at": stamp(one.at),
        "outcome": one.outcome,
        "words": one.words,
        "answer": one.answer,
        "answered_at": stamp(one.answered_at) if one.answered_at else None,
    }

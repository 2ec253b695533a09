# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import Count, Q

from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "List the teams of a round: number, name, course, wishes, and what was decided by hand"
    example = "kennisstad round teams 3 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        found = round.teams.taking_part().select_related("fixed", "course__offering__course")
        counted = found.annotate(wish_count=Count("wishes", filter=Q(wishes__rank__isnull=False)))
        rows = [_row(one) for one in counted.prefetch_related("exclusions__question").in_order()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        if not rows:
            self.stdout.write(f"No team takes part in round {round.pk} yet.")
        for row in rows:
            self.stdout.write(_line(row))


def _row(team: Any) -> dict[str, Any]:
    return {
        "team": team.number,
        "name": team.name,
        "course": team.course.offering.course.code,
        "wishes": team.wish_count,
        "placed_by_hand": team.fixed.place if team.fixed else None,
        "apart_from": sorted(one.question.place for one in team.exclusions.all()),
    }


def _line(row: dict[str, Any]) -> str:
    said = [f"{row['wishes']} wishes"]
    if row["placed_by_hand"]:
        said.append(f"placed with question {row['placed_by_hand']} by hand")
    said += [f"kept apart from question {place}" for place in row["apart_from"]]
    return f"{row['team']:>4}  {row['course']:<12}{'; '.join(said)}  {row['name']}".rstrip()

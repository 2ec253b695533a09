# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from kennisstad.rounds.management.said import moment, stamp
from kennisstad.rounds.models import Round


class Command(BaseCommand):
    help = "List the allocation rounds, the newest first"
    example = "kennisstad round list --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            rows = [_row(one) for one in Round.objects.with_words().with_team_count().newest()]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        if not rows:
            self.stdout.write("There is no round yet. Begin one with: kennisstad round make")
        for row in rows:
            self.stdout.write(
                f"{row['round']:>4}  {row['status']:<10}{row['policy']:<10}{row['teams']:>6} teams  "
                f"{row['title']}, closes {moment(row['closes_at'])}"
            )


def _row(round: Any) -> dict[str, Any]:
    return {
        "round": round.pk,
        "title": str(round),
        "status": round.status,
        "policy": round.policy,
        "teams": round.team_count,
        "closes_at": stamp(round.closes_at),
    }

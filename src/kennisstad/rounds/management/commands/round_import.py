# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.lib.files import UnusableFile, read_text
from kennisstad.rounds import team_file
from kennisstad.rounds.actions.importing import Stopped, import_teams
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Take teams and their wishes over from CSV or JSON: all of them, or none"
    example = "kennisstad round import 3 teams.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help="columns name, wishes (3 > 1 = 4), course, email, …")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        try:
            found = team_file.read(read_text(options["file"]))
            report = import_teams(round, found, by=None, at=timezone.now())
        except UnusableFile as unusable:
            raise CommandError(str(unusable)) from unusable
        except Stopped as stopped:
            for problem in stopped.problems:
                self.stderr.write(f"  {problem}")
            raise CommandError(f"{stopped} Nothing was changed.") from stopped
        self.stdout.write(
            f"{len(report.new)} new, {len(report.changed)} changed, {len(report.same)} as before."
        )

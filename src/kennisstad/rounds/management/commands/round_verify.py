# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round, Run, RunStatus
from kennisstad.rounds.replaying import replay


class Command(RoundCommand):
    help = "Compute a round again from what was stored, and say whether seed and plan are the same"
    example = "kennisstad round verify 3"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--run", type=int, metavar="R", help="another computation than the present plan")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        run = _run_of(round, options["run"])
        found = replay(run)
        for sentence in found.differences:
            self.stdout.write(sentence)
        if not found.is_same:
            raise CommandError(f"Run {run.number} of round {round.pk} does not come out the same.")
        self.stdout.write(f"Run {run.number} of round {round.pk} comes out the same. Digest {run.digest}")


def _run_of(round: Round, number: int | None) -> Run:
    ended = round.runs.filter(status__in=[RunStatus.DONE, RunStatus.NO_PLAN])
    if number is not None:
        found = ended.filter(number=number).first()
    else:
        found = round.run or ended.real().newest().first()
    if found is None:
        raise CommandError("There is no such computation. `kennisstad round show` names them.")
    return found

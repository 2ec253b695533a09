# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.computing import ask_to_compute, compute
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round, Run, RunStatus
from kennisstad.rounds.outcome import read_clash
from kennisstad.rounds.queries.review import names_of
from kennisstad.rounds.wording import UNDECIDED, clash_in_words


class Command(RoundCommand):
    help = "Compute the plan of a closed round, here and now"
    example = "kennisstad round compute 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        run = ask_to_compute(round, by=None, at=timezone.now())
        # The worker may be at it as well: whoever is first keeps the plan, and the same plan comes out.
        compute(run.pk, at=timezone.now())
        run.refresh_from_db()
        if run.status != RunStatus.DONE:
            raise CommandError(f"Run {run.number}: {run.get_status_display()}. {_why(run)}".strip())
        self.stdout.write(f"Run {run.number} places {run.answer['size']} teams. Digest {run.digest}")


def _why(run: Run) -> str:
    if run.is_undecided:
        return str(UNDECIDED)
    instance, _policy, _seed = read(run.instance)
    rules = clash_in_words(read_clash(run.answer), instance, names_of(run.round))
    return f"These rules cannot be kept together: {' '.join(rules)}" if rules else ""

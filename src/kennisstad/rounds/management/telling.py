# SPDX-License-Identifier: EUPL-1.2
"""How a computation ended, for the commands that wait for it."""

from collections.abc import Iterator

from django.core.management.base import CommandError
from django.utils import timezone

from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.computing import compute
from kennisstad.rounds.models import Run, RunStatus
from kennisstad.rounds.outcome import read_clash
from kennisstad.rounds.queries.review import names_of
from kennisstad.rounds.wording import UNDECIDED, clash_in_words


def waited_for(run: Run) -> Run:
    """Compute a run here and now.

    Raises:
        CommandError: no plan came out; it says why.
    """
    # The worker may be at it as well: whoever is first keeps the plan, and the same plan comes out.
    compute(run.pk, at=timezone.now())
    run.refresh_from_db()
    if run.status != RunStatus.DONE:
        raise CommandError(" ".join([f"Run {run.number}: {run.get_status_display()}.", *_why(run)]))
    return run


def _why(run: Run) -> Iterator[str]:
    if run.is_undecided:
        yield str(UNDECIDED)
        return
    instance, _policy, _seed = read(run.instance)
    if rules := clash_in_words(read_clash(run.answer), instance, names_of(run.round)):
        yield f"These rules cannot be kept together: {' '.join(rules)}"

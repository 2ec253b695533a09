# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import area_named
from kennisstad.rounds.actions.parts import MOST_SEATS
from kennisstad.rounds.allocation.compare import Comparison, compare
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.computing import ask_what_if
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import number, question_in
from kennisstad.rounds.management.telling import waited_for
from kennisstad.rounds.models import Round, Run
from kennisstad.rounds.queries.review import names_of
from kennisstad.rounds.what_if import Change
from kennisstad.rounds.wording import POLICIES, Names, change_in_words, changed_in_words, proof_in_words

NOTHING = "Say what to change: --seats, --close or --policy; or --every-policy."
MOST_SHOWN = 50


class Command(RoundCommand):
    help = "Compute what a change would do to a closed round, and set the two plans side by side"
    example = "kennisstad round what-if 3 --seats 4 +1 --close Merenwijkdistrict --policy stable"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--seats",
            nargs=2,
            type=number(-MOST_SEATS, MOST_SEATS),
            action="append",
            default=[],
            metavar=("QUESTION", "MORE"),
            help="so many teams more at a question, or fewer; may be given again",
        )
        parser.add_argument(
            "--close",
            action="append",
            default=[],
            metavar="DISTRICT",
            help="no teams there; may be given again",
        )
        parser.add_argument("--policy", choices=[*map(str, Policy)], help="decide by another one")
        parser.add_argument("--every-policy", action="store_true", help="what each policy would do")
        parser.add_argument("--json", action="store_true", help="for programs")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        if options["every_policy"]:
            self._tell_policies([_looked_at(round, Change(policy=policy)) for policy in Policy], options)
            return
        change = _change(round, options)
        if not change.to_json():
            raise CommandError(NOTHING)
        run = _looked_at(round, change)
        beside = round.run or _looked_at(round, Change())
        found = compare(beside.plan, run.plan, read(run.instance)[0])
        if options["json"]:
            whole = {"change": change.to_json(), "run": _row(run), "beside": _row(beside), **asdict(found)}
            self.stdout.write(json.dumps(whole, indent=2, ensure_ascii=False))
            return
        for line in _lines(run, beside, found, names_of(round)):
            self.stdout.write(line)

    def _tell_policies(self, runs: list[Run], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps([_row(run) for run in runs], indent=2, ensure_ascii=False))
            return
        for run in runs:
            self.stdout.write(f"{POLICIES[Policy(run.policy)].label}: {_figures(run)}")


def _change(round: Round, options: dict[str, Any]) -> Change:
    # Looked up first, so that what does not take part is told by name.
    seats = {str(question_in(round, place).place): more for place, more in options["seats"] if more}
    return Change(
        seats=seats,
        closed=tuple(area_named(one).code for one in options["close"]),
        policy=Policy(options["policy"]) if options["policy"] else None,
    )


def _looked_at(round: Round, change: Change) -> Run:
    return waited_for(ask_what_if(round, change=change, by=None, at=timezone.now()))


def _row(run: Run) -> dict[str, Any]:
    kept = {name: run.answer[name] for name in ("size", "cost", "profile", "gap")}
    return {"number": run.number, "policy": run.policy, "digest": run.digest, **kept}


def _lines(run: Run, beside: Run, found: Comparison, names: Names) -> Iterator[str]:
    yield f"Changed: {'; '.join(changed_in_words(run.what_if, names))}"
    yield f"  plan {run.number}: {_figures(run)}"
    yield f"Beside the round as it is, decided by: {POLICIES[Policy(beside.policy)].label}"
    yield f"  plan {beside.number}: {_figures(beside)}"
    yield (
        f"Better off: {len(found.gain)}. Worse off: {len(found.lose)}. "
        f"Another question, liked as well: {len(found.move)}. Nothing changes: {found.same}."
    )
    changes = [*found.gain, *found.lose, *found.move]
    for one in changes[:MOST_SHOWN]:
        yield f"  {change_in_words(one, names)}"
    if len(changes) > MOST_SHOWN:
        yield f"  And {len(changes) - MOST_SHOWN} more; --json names all."


def _figures(run: Run) -> str:
    said = f"{run.answer['size']} placed, by rank {run.answer['profile']}"
    if run.answer.get("unproven"):
        return f"{said}. {proof_in_words(run.answer['unproven'], run.answer['gap'])}"
    return said

# SPDX-License-Identifier: EUPL-1.2
"""What `kennisstad allocate` answers: a plan with its figures and faults, or a refusal in sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.checking import Unfit
from kennisstad.rounds.allocation.digest import VERSION, digest
from kennisstad.rounds.allocation.faults import Fault, faults
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy, Team
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.solution import NoPlan, Rule, Solution, Undecided
from kennisstad.rounds.allocation.solve import solve
from kennisstad.rounds.allocation.unreadable import Unreadable
from kennisstad.rounds.unproven import Weight, weight_of
from kennisstad.rounds.wording.faults import fault_in_words, weight_in_words
from kennisstad.rounds.wording.names import Names, its_wish, of_teams
from kennisstad.rounds.wording.policies import POLICIES
from kennisstad.rounds.wording.proof import UNDECIDED, proof_in_words
from kennisstad.rounds.wording.rules import clash_in_words
from kennisstad.rounds.wording.unreadable import unreadable_in_words
from kennisstad.rounds.wording.wrongs import wrong_in_words

Told = TypeVar("Told")
SHOWN = 10
"""So many wrongs or faults are told to people; of more, the number is."""


class Kind(StrEnum):
    """Why there is no plan to give."""

    UNREADABLE = "unreadable"
    """The text is no instance, or cannot be read at all."""
    NO_POLICY = "no-policy"
    """Neither the file nor the command names one."""
    UNFIT = "unfit"
    """It is an instance that does not hold together."""
    NO_PLAN = "no-plan"
    """No plan keeps all the rules."""
    UNDECIDED = "undecided"
    """The time ended before a plan was found, or was proven not to be."""


class Refused(Exception):
    """There is no plan to give; the message says why, in the reader's language."""

    def __init__(self, kind: Kind, sentence: str, clash: Sequence[Rule] = ()) -> None:
        super().__init__(sentence)
        self.kind, self.clash = kind, clash


@dataclass(frozen=True, slots=True)
class Answer:
    instance: Instance
    solution: Solution
    faults: list[Fault]


def read_whole(text: str) -> tuple[Instance, Policy | None, int | None]:
    """Read an instance, with the policy and seed that it names.

    Raises:
        Refused: the text is not an instance.
    """
    try:
        return read(text)
    except Unreadable as error:
        raise Refused(Kind.UNREADABLE, unreadable_in_words(error)) from error


def answer(instance: Instance, policy: Policy, seed: int) -> Answer:
    """Give the plan and its faults.

    Raises:
        Refused: the instance cannot be solved, or has no plan.
    """
    try:
        found = solve(instance, policy, seed=seed)
    except Unfit as unfit:
        wrongs = _few(unfit.wrongs, lambda wrong: wrong_in_words(wrong, Names()))
        raise Refused(Kind.UNFIT, "\n".join(wrongs)) from unfit
    except NoPlan as none:
        rules = clash_in_words(none.clash, instance, Names())
        head = _("There is no plan: these rules cannot be kept together.")
        raise Refused(Kind.NO_PLAN, "\n".join([head, *rules]), none.clash) from none
    except Undecided as undecided:
        raise Refused(Kind.UNDECIDED, str(UNDECIDED)) from undecided
    return Answer(instance, found, faults(found.plan, instance, policy, seed=seed))


def _few(found: Sequence[Told], in_words: Callable[[Told], str]) -> list[str]:
    """Say the first ones only: a file can hold a million."""
    more = len(found) - SHOWN
    rest = [ngettext("And %d more.", "And %d more.", more) % more] if more > 0 else []
    return [*map(in_words, found[:SHOWN]), *rest]


def document(answer: Answer) -> dict[str, object]:
    """Give the answer for programs: docs/reference/allocation-format.md."""
    found = answer.solution
    return {
        "policy": found.policy.value,
        "seed": found.seed,
        "version": VERSION,
        "digest": digest(answer.instance, found.policy, found.seed),
        "plan": dict(sorted(found.plan.items())),
        "size": found.size,
        "cost": found.cost,
        "profile": [*found.profile],
        "gap": found.gap,
        "unproven": found.unproven,
        "faults": [_fault(fault, answer.instance) for fault in answer.faults],
    }


def _fault(fault: Fault, instance: Instance) -> dict[str, object]:
    return {
        "kind": fault.kind.value,
        "forbidden": fault.forbidden,
        "team": fault.team,
        "question": fault.question,
        "rule": None if fault.rule is None else _rule(fault.rule.kind, fault.rule.id, fault.rule.other),
        "others": [*fault.others],
        "text": fault_in_words(fault, instance, Names()),
    }


def refusal(refused: Refused) -> dict[str, object]:
    """Give why there is no plan, for programs: docs/reference/allocation-format.md."""
    return {
        "error": str(refused),
        "kind": refused.kind.value,
        "clash": [_rule(rule.kind, rule.id, rule.other) for rule in refused.clash],
    }


def _rule(kind: str, id_: str, other: str) -> dict[str, str]:
    return {"kind": str(kind), "id": id_, "other": other}


def lines(answer: Answer) -> list[str]:
    """Give the answer for people: figures, then faults, then a line for each team."""
    found, teams = answer.solution, answer.instance.teams
    said = {"policy": POLICIES[found.policy].label, "seed": found.seed}
    placed = ngettext(
        "%(size)d of %(teams)s has a place.", "%(size)d of %(teams)s have a place.", found.size
    ) % {"size": found.size, "teams": of_teams(len(teams))}
    return [
        _("Policy: %(policy)s. Lots drawn from seed %(seed)s.") % said,
        placed,
        *_profile(found.profile),
        *_proof(found),
        *_weighed(answer),
        "",
        *(_line(team, found.plan) for team in sorted(teams, key=lambda team: team.id)),
    ]


def _profile(profile: tuple[int, ...]) -> list[str]:
    return [_with_wish(rank, count) for rank, count in enumerate(profile, start=1) if count]


def _with_wish(rank: int, count: int) -> str:
    text = ngettext("With wish %(rank)d: %(count)d team", "With wish %(rank)d: %(count)d teams", count)
    return text % {"rank": rank, "count": count}


def _proof(found: Solution) -> list[str]:
    if not found.unproven:
        return [_("It is proven that no plan is better under this policy.")]
    return [proof_in_words(found.unproven, found.gap)]


def _weighed(answer: Answer) -> list[str]:
    def told(fault: Fault) -> str:
        words = fault_in_words(fault, answer.instance, Names())
        return f"{words} ({weight_in_words(_weight(fault, answer))})"

    forbidden = [fault for fault in answer.faults if fault.forbidden]
    price = len(answer.faults) - len(forbidden)
    known = ngettext(
        "%d thing that is not ideal is a known price of this policy.",
        "%d things that are not ideal are a known price of this policy.",
        price,
    )
    return [*_few(forbidden, told), *([known % price] if price else [])]


def _weight(fault: Fault, answer: Answer) -> Weight:
    found = answer.solution
    return weight_of(fault, found.plan, answer.instance, found.policy, found.unproven)


def _line(team: Team, plan: Plan) -> str:
    if team.id not in plan:
        return _("%(team)s: no place") % {"team": team.id}
    question = plan[team.id]
    rank = next((rank for rank, tier in enumerate(team.wishes, start=1) if question in tier), None)
    return f"{team.id}: {question} ({its_wish(rank)})"

# SPDX-License-Identifier: EUPL-1.2
"""What is told of a published plan: to everybody by number, and to each team why."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import ngettext

from kennisstad.rounds.allocation.explain import Explainer
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.lots import fingerprint
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.reasons import Explanation, WhyKind
from kennisstad.rounds.allocation.writing import decided
from kennisstad.rounds.models import Round, RoundQuestion, Run, Team
from kennisstad.rounds.outcome import ANSWER
from kennisstad.rounds.wording import proof_in_words
from kennisstad.rounds.wording.names import of_teams

KEPT_RUNS = 4
"""Plans kept ready in memory; in one of ten thousand teams it takes a second to work out what all share."""


@dataclass(frozen=True, slots=True)
class Told:
    run: Run
    by_question: list[tuple[RoundQuestion, list[int]]]
    """Questions in the order given, with the numbers of their teams in order."""
    sentences: list[str]


def to_everybody(round: Round, questions: Sequence[RoundQuestion]) -> Told:
    """Lay out the part of a published plan that is about these questions."""
    run = _run_of(round)
    by_place = defaultdict[str, list[int]](list)
    for team, place in run.plan.items():
        by_place[place].append(int(team))
    teams_of = [(item, sorted(by_place[str(item.place)])) for item in questions]
    return Told(run, teams_of, figures_in_words(run, teams=round.teams.taking_part().count()))


def figures_in_words(run: Run, *, teams: int) -> list[str]:
    """Say how many teams have a question, and which of its wishes that is."""
    size, profile = run.answer["size"], run.answer["profile"]
    said = [
        ngettext("%(size)d of %(teams)s has a question.", "%(size)d of %(teams)s have a question.", size)
        % {"size": size, "teams": of_teams(teams)}
    ]
    if profile and profile[0]:
        said.append(
            ngettext(
                "%(count)d team works on its first wish.",
                "%(count)d teams work on their first wish.",
                profile[0],
            )
            % {"count": profile[0]}
        )
    if later := sum(profile[1:3]):
        said.append(
            ngettext(
                "%(count)d team works on its second or third wish.",
                "%(count)d teams work on their second or third wish.",
                later,
            )
            % {"count": later}
        )
    if run.answer["unproven"]:
        said.append(proof_in_words(run.answer["unproven"], run.answer["gap"]))
    return said


def whole(round: Round) -> dict[str, Any]:
    """Give everything that a published plan was made from, and what came out."""
    run = _run_of(round)
    return {
        "round": round.pk,
        "run": run.number,
        "version": run.version,
        "digest": run.digest,
        "policy": run.policy,
        "seed": run.seed,
        "seed_salt": run.seed_salt,
        "seed_sha256": fingerprint(run.seed, run.seed_salt),
        "instance": json.loads(run.instance),
        "left_out": [
            {"question": str(place), "because": because}
            for place, because in round.questions.in_order()
            .filter(left_out_at__isnull=False)
            .values_list("place", "left_out_because")
        ],
        **{name: run.answer[name] for name in ANSWER},
    }


def input_of(round: Round) -> dict[str, Any]:
    """Give the input alone, with policy and seed, in the format of docs/reference/allocation-format.md."""
    run = _run_of(round)
    return decided(run.instance, run.policy, run.seed)


def _run_of(round: Round) -> Run:
    if not round.is_told or round.run is None:
        raise LookupError("The plan of this round is not published.")
    return round.run


def explanation_of(team: Team) -> Explanation | None:
    """Say why a team has its place in the published plan; nothing when it had no part in it."""
    if not team.round.is_told or team.round.run_id is None:
        return None
    run = Run.objects.defer("instance", "answer", "faults", "figures").get(pk=team.round.run_id)
    try:
        return ready(run).explainer.explanation(str(team.number))
    except KeyError:
        return None


@dataclass(frozen=True, slots=True)
class Ready:
    """A computed plan with all that is the same for each of its teams."""

    instance: Instance
    explainer: Explainer


def ready(run: Run) -> Ready:
    """Give what a computed plan was made from, and who explains it; kept in memory."""
    return _ready(run, run.digest, run.ended_at)


@lru_cache(maxsize=KEPT_RUNS)
def _ready(run: Run, _digest: str, _ended_at: datetime | None) -> Ready:
    # A record is known by its key alone; with the other two it is known by what was computed.
    if left_out := run.get_deferred_fields():
        run.refresh_from_db(fields=sorted(left_out))
    instance, _policy, _seed = read(run.instance)
    return Ready(instance, Explainer(run.plan, instance, Policy(run.policy), seed=run.seed))


def with_reasons(found: Explanation, reasons: Iterable[tuple[Any, str]]) -> Explanation:
    """Put in why a coordinator keeps the team from a question: a stored input does not hold that.

    Args:
        reasons: the question's number and the reason; read only when there is something to put in.
    """
    if not any(why.kind == WhyKind.EXCLUDED for why in found.whys):
        return found
    known = {str(place): reason for place, reason in reasons}
    whys = (replace(why, reason=known.get(why.question, "")) for why in found.whys)
    return replace(found, whys=tuple(whys))

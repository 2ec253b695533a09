# SPDX-License-Identifier: EUPL-1.2
"""What is said of a plan (faults, a reason for every team, figures), and rounds with every rule on.

`python -m bench.judging` prints two tables in Markdown.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bench.allocation import a_round
from kennisstad.rounds.allocation.explain import Explainer
from kennisstad.rounds.allocation.faults import faults
from kennisstad.rounds.allocation.figures import figures
from kennisstad.rounds.allocation.instance import Cap, CapKind, Course, Exclusion, Instance, Policy, Question
from kennisstad.rounds.allocation.solution import Undecided
from kennisstad.rounds.allocation.solve import solve

SIZES = (1_000, 10_000)
RUNS = 3
LIMITS = {("faults", 10_000): " (2)", ("reasons", 10_000): " (10)"}
LEVELS, LANGUAGES, DISTRICTS = ("bachelor", "master"), ("nl", "en"), 10
EVERY_RULE = 1_000
PATIENCE_S = 30.0


def main() -> None:
    print("| teams | policy of the plan | faults, s (limit) | all reasons, s (limit) | figures, s |")
    print("|---:|---|---:|---:|---:|")
    for size in SIZES:
        instance = a_round(size)
        for policy in (Policy.STABLE, Policy.GENEROUS):
            print(f"| {size:,} | {policy} | {' | '.join(_judged(instance, policy, size))} |", flush=True)
    print(f"\n| policy, {EVERY_RULE:,} teams, every rule on | seconds (limit 30) | placed | gap |")
    print("|---|---:|---:|---:|")
    instance = with_every_rule(EVERY_RULE)
    for policy in Policy:
        began = time.perf_counter()
        try:
            found = solve(instance, policy, seed=1, limit_s=PATIENCE_S)
        except Undecided:
            print(f"| {policy} | {time.perf_counter() - began:.1f} | no plan found | |", flush=True)
            continue
        proven = f"{found.gap:.2%}, {found.unproven}" if found.unproven else "0, proven"
        print(f"| {policy} | {time.perf_counter() - began:.1f} | {found.size} | {proven} |", flush=True)


def _judged(instance: Instance, policy: Policy, size: int) -> list[str]:
    plan = solve(instance, policy, seed=1).plan

    def reasons() -> None:
        explainer = Explainer(plan, instance, policy, seed=1)
        for team in instance.teams:
            explainer.explanation(team.id)

    jobs: dict[str, Callable[[], object]] = {
        "faults": lambda: faults(plan, instance, policy, seed=1),
        "reasons": reasons,
        "figures": lambda: figures(plan, instance),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - began)
    return [f"{statistics.median(some):.2f}{LIMITS.get((name, size), '')}" for name, some in times.items()]


def with_every_rule(teams: int, seed: int = 1) -> Instance:
    """Give a made-up round in which every kind of rule is on and decides something."""
    chance = random.Random(seed)
    plain = a_round(teams, seed)
    given = {team.wishes[0][0] for team in plain.teams[::100]}
    """Where teams are placed by hand: open to all of them."""
    questions = _questions(plain, given, chance)
    courses = (
        Course(id="c0", upper=teams // 2, ends_on=date(2027, 2, 1)),
        Course(id="c1", upper=teams // 2, ends_on=date(2027, 7, 1)),
    )
    joined = tuple(
        replace(
            team,
            course=f"c{number % 2}",
            level=chance.choice(LEVELS),
            languages=chance.choice(((), LANGUAGES)),
            fixed=team.wishes[0][0] if number % 100 == 0 else None,
        )
        for number, team in enumerate(plain.teams)
    )
    return replace(
        plain,
        teams=joined,
        questions=questions,
        supervisors=tuple(replace(one, lower=1, upper=18) for one in plain.supervisors),
        courses=courses,
        caps=(
            *(Cap(kind=CapKind.ASKER, id=f"a{number}", upper=8) for number in range(len(questions) // 5)),
            *(Cap(kind=CapKind.DISTRICT, id=f"d{number}", upper=teams // 3) for number in range(DISTRICTS)),
        ),
        exclusions=tuple(
            Exclusion(team=team.id, question=team.wishes[1][0], reason="knows the asker")
            for team in joined[7::50]
        ),
    )


def _questions(plain: Instance, given: set[str], chance: random.Random) -> tuple[Question, ...]:
    return tuple(
        replace(
            one,
            lower=chance.choice((0, 0, 1, 2)),
            levels=() if one.id in given else chance.choice(((), LEVELS[:1], LEVELS)),
            languages=() if one.id in given else chance.choice(((), LANGUAGES[:1], LANGUAGES)),
            needed_by=None if one.id in given else chance.choice((None, date(2027, 4, 1), date(2027, 8, 1))),
            asker=f"a{number // 5}",
            districts=(f"d{chance.randrange(DISTRICTS)}",),
            load=chance.choice((0, 5, 10)),
            weight=chance.randrange(20),
        )
        for number, one in enumerate(plain.questions)
    )


if __name__ == "__main__":
    main()

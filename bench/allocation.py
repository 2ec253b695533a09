# SPDX-License-Identifier: EUPL-1.2
"""Allocate 100, 1,000 and 10,000 teams with ten wishes to questions, beside the peers where they are there.

`python -m bench.allocation` prints tables in Markdown; `--small` stops at 1,000 teams, `--large`
goes on to 100,000 (some minutes). Questions are half
the teams, with two seats each; supervisors a tenth of the questions, with two teams a question, and every
list is strict. The peers solve the stable policy alone. They are no dependency of ours: one of them brings
a solver with a closed licence. To see them beside it: `uv pip install --target FOLDER algmatch matching`,
PYTHONPATH=FOLDER.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from bench.retrieval import resident_mb
from kennisstad.rounds.allocation.instance import Instance, Policy, Question, Supervisor, Team
from kennisstad.rounds.allocation.solve import solve

SIZES = (100, 1_000, 10_000)
LARGE = 100_000
WISHES, SEATS = 10, 2
LIMITS = {
    (Policy.STABLE, 10_000): "300 ms, 40 MB",
    (Policy.CHEAPEST, 10_000): "600 ms, 100 MB",
    (Policy.GENEROUS, 10_000): "2,000 ms",
    (Policy.GREEDY, 1_000): "200 ms",
    (Policy.GREEDY, 10_000): "5,000 ms",
    (Policy.STABLE, LARGE): "5,000 ms",
}
RUNS = {100: 9, 1_000: 5, 10_000: 3, LARGE: 1}
PATIENCE_S = 20
"""A peer that takes longer than this at one size is not asked at the next."""
Plan = dict[str, str]


def a_round(teams: int, seed: int = 1) -> Instance:
    chance = random.Random(seed)
    questions = [f"q{number}" for number in range(teams // 2)]
    supervisor = {question: f"s{number // 10}" for number, question in enumerate(questions)}
    liked: dict[str, list[str]] = {one: [] for one in supervisor.values()}
    asking = []
    for number in range(teams):
        wished = chance.sample(questions, WISHES)
        asking.append(Team(id=f"t{number}", wishes=tuple((one,) for one in wished)))
        for one in sorted({supervisor[question] for question in wished}):
            liked[one].append(f"t{number}")
    for ids in liked.values():
        chance.shuffle(ids)
    return Instance(
        teams=tuple(asking),
        questions=tuple(Question(id=one, upper=SEATS, supervisor=supervisor[one]) for one in questions),
        supervisors=tuple(
            Supervisor(id=one, upper=2 * SEATS * 5, priority=tuple((team,) for team in ids))
            for one, ids in liked.items()
        ),
    )


def algmatch(instance: Instance) -> Callable[[], Plan]:
    from algmatch.studentProjectAllocation import StudentProjectAllocation

    team, question, supervisor = (
        {one.id: number for number, one in enumerate(records, start=1)}
        for records in (instance.teams, instance.questions, instance.supervisors)
    )
    given = {
        "students": {team[one.id]: [question[tier[0]] for tier in one.wishes] for one in instance.teams},
        "projects": {
            question[one.id]: {"capacity": one.upper, "lecturer": supervisor[one.supervisor]}
            for one in instance.questions
        },
        "lecturers": {
            supervisor[one.id]: {
                "capacity": one.upper,
                "preferences": [team[tier[0]] for tier in one.priority],
            }
            for one in instance.supervisors
        },
    }

    def run() -> Plan:
        found = StudentProjectAllocation(dictionary=given, optimised_side="students").get_stable_matching()
        sides = found["student_sided"].items()
        return {f"t{int(one[1:]) - 1}": f"q{int(its[1:]) - 1}" for one, its in sides if its}

    return run


def matching(instance: Instance) -> Callable[[], Plan]:
    from matching.games import StudentAllocation

    given = (
        {one.id: [tier[0] for tier in one.wishes] for one in instance.teams},
        {one.id: [tier[0] for tier in one.priority] for one in instance.supervisors},
        {one.id: one.supervisor for one in instance.questions},
        {one.id: one.upper for one in instance.questions},
        {one.id: one.upper for one in instance.supervisors},
    )

    def run() -> Plan:
        found = StudentAllocation.create_from_dictionaries(*given).solve(optimal="student")
        return {team.name: question.name for question, teams in found.items() for team in teams}

    return run


PEERS = {"algmatch": algmatch, "matching": matching}


def main() -> None:
    sizes = [size for size in SIZES if size <= 1_000 or "--small" not in sys.argv]
    sizes += [LARGE] * ("--large" in sys.argv)
    print("| teams | policy | ours, median ms (limit) | MB held | algmatch, ms | matching, ms |")
    print("|---:|---|---:|---:|---:|---:|")
    slow: set[str] = set()
    for size in sizes:
        instance = a_round(size)
        times = interleaved(instance, RUNS[size], slow)
        for policy in Policy:
            limit = LIMITS.get((policy, size))
            held = subprocess.run(
                [sys.executable, "-m", "bench.allocation", "held", policy.value, str(size)],
                check=True,
                capture_output=True,
            )
            beside = [times[peer] if policy is Policy.STABLE else "–" for peer in PEERS]
            print(
                f"| {size:,} | {policy} | {times[policy]}{f' ({limit})' if limit else ''} "
                f"| {float(held.stdout):.0f} | {' | '.join(beside)} |",
                flush=True,
            )


def interleaved(instance: Instance, runs: int, slow: set[str]) -> dict[str, str]:
    """Run everything in turn, so that a busy moment of the machine hits all alike; give medians."""
    ours = {policy: (lambda policy=policy: solve(instance, policy, seed=1).plan) for policy in Policy}
    theirs, said = started(instance, slow)
    plan = ours[Policy.STABLE]()
    times: dict[str, list[float]] = {name: [] for name in (*ours, *theirs)}
    for _ in range(runs):
        for name, run in {**ours, **theirs}.items():
            if name in slow:
                continue
            began = time.perf_counter()
            try:
                found = run()
            except RecursionError:
                said[name] = "crashes"
                slow.add(name)
                continue
            times[name].append(time.perf_counter() - began)
            assert name not in theirs or found == plan, f"{name} gives another plan."
            if times[name][-1] > PATIENCE_S:
                slow.add(name)
    return {name: f"{statistics.median(some) * 1e3:.1f}" for name, some in times.items() if some} | said


def started(instance: Instance, slow: set[str]) -> tuple[dict[str, Callable[[], Plan]], dict[str, str]]:
    """Give the peers that are installed and were not too slow, and what to say of the others."""
    theirs, said = {}, {}
    for name, build in PEERS.items():
        try:
            theirs[name] = build(instance)
        except ImportError:
            said[name] = "not installed"
        if name in slow:
            said[name] = "not asked"
            theirs.pop(name, None)
    return theirs, said


def print_held(policy: str, size: str) -> None:
    """Print how much a process that has the round in memory grows by solving it, libraries included."""
    instance = a_round(int(size))
    before = resident_mb()
    solve(instance, Policy(policy), seed=1)
    print(resident_mb() - before)


if __name__ == "__main__":
    print_held(*sys.argv[2:4]) if sys.argv[1:2] == ["held"] else main()

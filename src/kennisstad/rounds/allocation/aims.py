# SPDX-License-Identifier: EUPL-1.2
"""What each policy aims at, one aim after another: a later aim never costs anything of an earlier one."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kennisstad.rounds.allocation.case import Case
from kennisstad.rounds.allocation.instance import Policy

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Aim:
    """The sum of `worth` over the pairs of a plan, as small as can be."""

    name: str
    worth: Numbers


def size(case: Case) -> Aim:
    """Give the aim that all policies begin with: most teams placed."""
    return Aim("size", np.full(len(case.question), -1, dtype=np.int64))


def aims(case: Case, policy: Policy) -> list[Aim]:
    """Give the aims of a policy, but `stable`, from first to last; the first is always size.

    The last is the same for all: equal plans are told apart by lots. The sum of the ranks is made small,
    in which a rank weighs the heavier the lower the lot: n times for lot 1 of n teams, once for lot n. A
    team without a place counts as one rank below the last that anyone has.
    """
    rank = np.frombuffer(case.rank, dtype=np.int32).astype(np.int64) if case.rank else np.zeros(0, np.int64)
    last = int(rank.max(initial=0))
    own = {
        Policy.GREEDY: [_places(rank, place, -1) for place in range(1, last + 1)],
        Policy.GENEROUS: _generous(rank, last),
        Policy.CHEAPEST: [Aim("cost", rank)],
        Policy.URGENT: [Aim("weight", _weights(case)), *_generous(rank, last)],
    }[policy]
    lot = np.repeat(np.arange(len(case.teams), 0, -1, dtype=np.int64), np.diff(case.starts))
    return [size(case), *own, Aim("lots", (rank - last - 1) * lot)]


def _places(rank: Numbers, place: int, sign: int) -> Aim:
    return Aim(f"rank {place}", (rank == place) * np.int64(sign))


def _generous(rank: Numbers, last: int) -> list[Aim]:
    return [_places(rank, place, 1) for place in range(last, 1, -1)]


def _weights(case: Case) -> Numbers:
    weight = np.array([question.weight for question in case.questions], dtype=np.int64)
    return -weight[np.frombuffer(case.question, dtype=np.int32)] if case.question else np.zeros(0, np.int64)

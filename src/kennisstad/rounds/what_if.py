# SPDX-License-Identifier: EUPL-1.2
"""A change to look at before deciding: other seats, a district without work, another policy. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from kennisstad.rounds.allocation.changes import without_district
from kennisstad.rounds.allocation.instance import Instance, Policy, Question


class UnknownChange(ValueError):
    """The change is about a question or district that does not take part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Nothing at all is the round as it is."""

    seats: Mapping[str, int] = field(default_factory=dict)
    """Per question id how many more teams it takes; may be negative, down to one team."""
    closed: tuple[str, ...] = ()
    """Districts whose questions take no team."""
    policy: Policy | None = None

    def to_json(self) -> dict[str, Any]:
        """Write it as a run keeps it; what does not change is left out."""
        written = {
            "seats": dict(self.seats),
            "closed": list(self.closed),
            "policy": self.policy.value if self.policy else "",
        }
        return {name: value for name, value in written.items() if value}


def read(written: Mapping[str, Any]) -> Change:
    """Read what `to_json` wrote."""
    policy = written.get("policy")
    return Change(
        seats=written.get("seats", {}),
        closed=tuple(written.get("closed", ())),
        policy=Policy(policy) if policy else None,
    )


def applied(change: Change, instance: Instance) -> Instance:
    """Give the instance as it would be.

    Raises:
        UnknownChange: it names what does not take part.
    """
    known = {one.id for one in instance.questions}
    districts = {district for one in instance.questions for district in one.districts}
    if unknown := (set(change.seats) - known) | (set(change.closed) - districts):
        raise UnknownChange(", ".join(sorted(unknown)))
    seated = replace(instance, questions=tuple(_seated(one, change) for one in instance.questions))
    return reduce(without_district, change.closed, seated)


def _seated(question: Question, change: Change) -> Question:
    upper = max(question.upper + change.seats.get(question.id, 0), 1)
    return replace(question, upper=upper, lower=min(question.lower, upper))

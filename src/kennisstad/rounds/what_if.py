# SPDX-License-Identifier: EUPL-1.2
"""A change to look at before deciding: more seats, a district without work, another policy. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kennisstad.rounds.allocation.instance import Instance, Policy, Question, Team


class UnknownChange(ValueError):
    """The change is about a question or district that does not take part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Nothing at all is the round as it is."""

    seats: Mapping[str, int] = field(default_factory=dict)
    """Per question id how many more teams it takes; may be negative, down to none."""
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
    """Give the instance as it would be; a question that takes no team is left out, with all wishes for it.

    Raises:
        UnknownChange: it names what does not take part.
    """
    known = {one.id for one in instance.questions}
    districts = {district for one in instance.questions for district in one.districts}
    if unknown := (set(change.seats) - known) | (set(change.closed) - districts):
        raise UnknownChange(", ".join(sorted(unknown)))
    kept = {one.id: seated for one in instance.questions if (seated := _question(one, change)) is not None}
    return replace(
        instance,
        questions=tuple(kept.values()),
        teams=tuple(_team(one, kept.keys()) for one in instance.teams),
        exclusions=tuple(one for one in instance.exclusions if one.question in kept),
    )


def _question(question: Question, change: Change) -> Question | None:
    upper = question.upper + change.seats.get(question.id, 0)
    if upper < 1 or set(question.districts) & set(change.closed):
        return None
    return replace(question, upper=upper, lower=min(question.lower, upper))


def _team(team: Team, kept: Any) -> Team:
    tiers = (tuple(one for one in tier if one in kept) for tier in team.wishes)
    wishes = tuple(tier for tier in tiers if tier)
    return replace(team, wishes=wishes, fixed=team.fixed if team.fixed in kept else None)

# SPDX-License-Identifier: EUPL-1.2
"""A team of students: how it signs in without an account, what it wishes, and the proof that we have it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from kennisstad.languages.models import Language, language_is_known
from kennisstad.rounds.models.part import RoundCourse, RoundQuestion, RoundSupervisor
from kennisstad.rounds.models.round import LONGEST_REASON, Round


class TeamQuerySet(models.QuerySet["Team"]):
    def taking_part(self) -> Self:
        """Keep teams that did not leave the round."""
        return self.filter(left_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("number", "pk")


class Team(models.Model):
    """One row per round: its number is what it is called in public and in every plan."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="teams")
    course = models.ForeignKey(RoundCourse, on_delete=models.PROTECT, related_name="teams")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60, blank=True)
    """What the team calls itself; its coordinator and itself read it, until the retention file empties it."""
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made with the form: the same form sent twice is one team."""
    code_digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="teams"
    )
    """Whoever signed it up, where somebody with an account did."""
    email = models.EmailField(max_length=320, blank=True)
    """Where the receipt and the answer go; optional."""
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.NL)
    """In which we write to it."""
    works_in = models.JSONField(default=list)
    """The languages it can work in; empty for any."""
    signed_up_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    taken_out_because = models.TextField(blank=True, max_length=LONGEST_REASON)
    """Why its coordinator took it out; the team reads it, until the retention file empties it."""
    fixed = models.ForeignKey(
        RoundQuestion, on_delete=models.PROTECT, null=True, blank=True, related_name="fixed_teams"
    )
    """Placed by hand, beforehand."""
    fixed_because = models.TextField(blank=True, max_length=LONGEST_REASON)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="team_number_once_per_round"),
            language_is_known("team"),
            models.CheckConstraint(
                # One way only: the retention file empties the reason, long after the round.
                name="team_with_a_reason_is_placed_by_hand",
                condition=Q(fixed_because="") | Q(fixed__isnull=False),
            ),
            models.CheckConstraint(
                name="team_that_was_taken_out_has_left",
                condition=Q(taken_out_because="") | Q(left_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"team {self.number} of round {self.round_id}"


class TeamMember(models.Model):
    """A name, only if the team gives it, and gone after the retention file's term."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.CheckConstraint(name="teammember_is_named", condition=~Q(name=""))]

    def __str__(self) -> str:
        return f"member of team {self.team_id}"


class Wish(models.Model):
    """A question that a team wants at this rank; wishes of one rank are wanted equally."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="wishes")
    question = models.ForeignKey(RoundQuestion, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    """From 1; nothing marks it as unacceptable, and so does leaving it out."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "question"], name="wish_once_per_question"),
            models.CheckConstraint(
                name="wish_ranks_from_one", condition=Q(rank__isnull=True) | Q(rank__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.question_id}"


class Receipt(models.Model):
    """What a team sent in and when; never changed, so that both sides can prove it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="receipts")
    at = models.DateTimeField()
    wishes = models.JSONField()
    """Per rank the numbers of the questions (`place`), and those marked as unacceptable."""
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="receipt_has_a_digest", condition=~Q(digest=""))]

    def __str__(self) -> str:
        return self.digest[:12]


class Priority(models.Model):
    """How a supervisor ranks a team; teams without one come last, and are equal."""

    supervisor = models.ForeignKey(RoundSupervisor, on_delete=models.CASCADE, related_name="priorities")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="priorities")
    rank = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["supervisor", "team"], name="priority_once_per_team"),
            models.CheckConstraint(name="priority_ranks_from_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor_id}: team {self.team_id} at {self.rank}"


class Exclusion(models.Model):
    """A team and a question that a coordinator keeps apart, and why."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="exclusions")
    question = models.ForeignKey(RoundQuestion, on_delete=models.CASCADE, related_name="exclusions")
    reason = models.TextField(max_length=LONGEST_REASON)
    """Its coordinator and the team read it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "question"], name="exclusion_once_per_pair"),
            models.CheckConstraint(name="exclusion_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"team {self.team_id} not with question {self.question_id}"

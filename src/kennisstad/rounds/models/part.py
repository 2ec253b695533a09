# SPDX-License-Identifier: EUPL-1.2
"""What takes part in a round: course editions, questions, supervisors, limits over askers and districts."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds.models.round import LONGEST_REASON, Round


class RoundCourse(models.Model):
    """A course edition whose students form teams; its key makes the link to sign up with."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="courses")
    offering = models.ForeignKey("education.Offering", on_delete=models.PROTECT, related_name="in_rounds")
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    """Teams of this edition that can be placed; nothing is no limit."""
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    code_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "offering"], name="roundcourse_once_per_round"),
            models.CheckConstraint(
                name="roundcourse_seats_are_positive", condition=Q(seats__isnull=True) | Q(seats__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"offering {self.offering_id} in round {self.round_id}"

    @property
    def called(self) -> str:
        """The course and its institution, in the reader's language."""
        course = self.offering.course
        return f"{course.called} · {course.partner}"


class RoundSupervisor(models.Model):
    """Somebody, or a group, who guides the teams of some questions; named as the coordinator calls it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="supervisors")
    name = models.CharField(max_length=120, blank=True)
    """Emptied by the retention file, long after the round."""
    lower = models.PositiveSmallIntegerField(default=0)
    upper = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"], condition=~Q(name=""), name="roundsupervisor_once_per_round"
            ),
            models.CheckConstraint(
                name="roundsupervisor_seats_are_a_range",
                condition=Q(upper__isnull=True) | Q(upper__gt=0, upper__gte=F("lower")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def order(self) -> str:
        """The numbers of the teams it would rather have, as `team_file.tiers_in` reads them; empty for none.

        Cost: no query when `priorities__team` is prefetched.
        """
        tiers: dict[int, list[int]] = {}
        for one in sorted(self.priorities.all(), key=lambda one: (one.rank, one.team.number)):
            tiers.setdefault(one.rank, []).append(one.team.number)
        return " > ".join(" = ".join(map(str, tier)) for tier in tiers.values())


class RoundQuestionQuerySet(models.QuerySet["RoundQuestion"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")

    def with_words(self) -> Self:
        return self.select_related("question", "supervisor").prefetch_related(
            "question__texts", "question__districts"
        )


class RoundQuestion(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey("citylab.Question", on_delete=models.PROTECT, related_name="in_rounds")
    place = models.PositiveSmallIntegerField()
    """Its number in the round's list, from 1: what it is called in wishes and plans."""
    lower = models.PositiveSmallIntegerField(default=0)
    upper = models.PositiveSmallIntegerField(default=1)
    """It runs with at least `lower` and at most `upper` teams, or not at all."""
    supervisor = models.ForeignKey(
        RoundSupervisor, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    levels = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    """What it can be worked on in; empty for any."""
    load = models.PositiveSmallIntegerField(default=0)
    """Contacts with residents that each team brings to each of its districts."""
    weight = models.PositiveSmallIntegerField(default=0)
    """How urgent it is; see `queries.urgency`."""
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_because = models.TextField(blank=True, max_length=LONGEST_REASON)
    """Why it was kept out of the settlement, in the coordinator's words; everybody can read them."""

    objects = RoundQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "question"], name="roundquestion_once_per_round"),
            models.UniqueConstraint(fields=["round", "place"], name="roundquestion_place_once_per_round"),
            models.CheckConstraint(name="roundquestion_places_from_one", condition=Q(place__gte=1)),
            models.CheckConstraint(
                name="roundquestion_seats_are_a_range", condition=Q(upper__gt=0, upper__gte=F("lower"))
            ),
            models.CheckConstraint(
                name="roundquestion_left_out_says_why",
                condition=Q(left_out_at__isnull=True, left_out_because="")
                | (Q(left_out_at__isnull=False) & ~Q(left_out_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.question_id} in round {self.round_id}"


class LimitOn(models.TextChoices):
    ASKER = "asker", _("teams of one asker")
    DISTRICT = "district", _("contacts in one district")


class Limit(models.Model):
    """A limit over one asker's questions or one district, where the city's own does not do."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="limits")
    kind = models.CharField(max_length=8, choices=LimitOn.choices)
    asker = models.CharField(max_length=64, blank=True)
    """The opaque key from citylab.queries.asker_of."""
    area = models.ForeignKey(
        "neighbourhoods.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    upper = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="limit_kind_is_known", condition=Q(kind__in=LimitOn.values)),
            models.CheckConstraint(
                name="limit_names_what_it_is_about",
                condition=(Q(kind=LimitOn.ASKER, area__isnull=True) & ~Q(asker=""))
                | Q(kind=LimitOn.DISTRICT, area__isnull=False, asker=""),
            ),
            models.UniqueConstraint(
                fields=["round", "area"], condition=Q(area__isnull=False), name="limit_once_per_district"
            ),
            models.UniqueConstraint(
                fields=["round", "asker"], condition=~Q(asker=""), name="limit_once_per_asker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asker or self.area_id}: {self.upper}"

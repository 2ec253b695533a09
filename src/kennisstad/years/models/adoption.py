# SPDX-License-Identifier: EUPL-1.2
"""Somebody who asks for a day, and what became of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known
from kennisstad.years.models.year import LONGEST_OWNER, Day

LONGEST_PLAN = 1000


class Answer(models.TextChoices):
    UNSEEN = "unseen", _("is looked at first")
    WAITING = "waiting", _("waits for an answer")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


ADOPTION_NEXT: dict[Answer, set[Answer]] = {
    # It came without a proof, and keeps no day from others until somebody has looked.
    Answer.UNSEEN: {Answer.WAITING, Answer.DECLINED, Answer.WITHDRAWN},
    Answer.WAITING: {Answer.AGREED, Answer.DECLINED, Answer.WITHDRAWN},
    Answer.AGREED: {Answer.WITHDRAWN},
    Answer.DECLINED: set(),
    Answer.WITHDRAWN: set(),
}
"""The only steps that asking for a day can take."""
STANDING = (Answer.WAITING, Answer.AGREED)
"""Of these a day has at most one."""
OPEN = (Answer.UNSEEN, Answer.WAITING)
"""What the desk has yet to answer."""
ANSWERED = tuple(answer for answer in Answer if answer not in OPEN)


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def waiting(self) -> Self:
        return self.filter(status=Answer.WAITING)

    def unseen(self) -> Self:
        return self.filter(status=Answer.UNSEEN)

    def standing(self) -> Self:
        return self.filter(status__in=STANDING)

    def soonest(self) -> Self:
        return self.order_by("day__on", "pk")


class Adoption(models.Model):
    """Who asked for a day and what they will do; the address to write to is never public."""

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="adoptions")
    key = models.UUIDField(unique=True)
    """Made with the form: a second press of it asks for nothing more."""
    code_digest = models.CharField(max_length=64, unique=True)
    owner = models.CharField(max_length=LONGEST_OWNER)
    plan = models.TextField(max_length=LONGEST_PLAN)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    status = models.CharField(max_length=9, choices=Answer.choices, default=Answer.WAITING)
    reason = models.TextField(max_length=LONGEST_PLAN, blank=True)
    """Why the desk said no."""
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the desk answered, or the asker withdrew."""

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            language_is_known("adoption"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(status__in=STANDING), name="adoption_one_standing_per_day"
            ),
            models.CheckConstraint(name="adoption_status_is_known", condition=Q(status__in=Answer.values)),
            models.CheckConstraint(name="adoption_says_who_and_what", condition=~Q(owner="") & ~Q(plan="")),
            models.CheckConstraint(
                name="adoption_answered_means_dated",
                condition=Q(status__in=OPEN, answered_at__isnull=True)
                | Q(status__in=ANSWERED, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="adoption_declined_says_why",
                condition=~Q(status=Answer.DECLINED, reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.day_id}"

    def can_become(self, status: Answer) -> bool:
        return status in ADOPTION_NEXT[Answer(self.status)]

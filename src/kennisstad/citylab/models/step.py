# SPDX-License-Identifier: EUPL-1.2
"""What the asker sees on the road: steps, additions, and the last question: was it used?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models.question import Question, Status
from kennisstad.languages.models import (
    HasTexts,
    Language,
    Text,
    language_is_known,
    one_text_per_language,
)


class StepQuerySet(models.QuerySet["Step"]):
    def in_order(self) -> Self:
        return self.order_by("at", "pk")


class Step(HasTexts["StepText"]):
    """The question became this, with what the broker wrote to the asker."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=10, choices=Status.choices)
    at = models.DateTimeField()

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="step_status_is_known", condition=Q(status__in=Status.values))
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.at:%Y-%m-%d}"


class StepText(Text):
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="texts")
    message = models.TextField()

    class Meta:
        constraints = [
            *one_text_per_language("step"),
            models.CheckConstraint(name="steptext_says_something", condition=~Q(message="")),
        ]


class Addition(models.Model):
    """What the asker added later, in own words."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="additions")
    key = models.UUIDField(unique=True)
    words = models.TextField(max_length=5000)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="addition_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"Addition {self.pk}"


class UseAnswer(models.TextChoices):
    USED = "used", _("yes, it was used")
    PARTLY = "partly", _("partly")
    NOT = "not", _("no")


MOMENTS = (3, 12, 36)
"""After how many months we ask whether an answer was used."""
USEFUL = (UseAnswer.USED, UseAnswer.PARTLY)


class UseQuerySet(models.QuerySet["Use"]):
    def answered(self) -> Self:
        return self.exclude(answer="")


class Use(models.Model):
    """Was it used? Asked 3, 12 and 36 months after giving back."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="uses")
    months = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=6, choices=UseAnswer.choices, blank=True)
    why = models.TextField(blank=True, max_length=2000)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.NL)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "months"], name="use_once_per_moment"),
            models.CheckConstraint(name="use_moment_is_known", condition=Q(months__in=list(MOMENTS))),
            models.CheckConstraint(
                name="use_answer_is_known", condition=Q(answer__in=["", *UseAnswer.values])
            ),
            language_is_known("use"),
            models.CheckConstraint(
                name="use_answered_means_dated",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.months}: {self.answer}"


MOST_HOURS = 500


class CostAnswer(models.Model):
    """How many hours a question did cost its asker: asked once, when the result is given back."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="cost")
    hours = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="costanswer_hours_are_few", condition=Q(hours__lte=MOST_HOURS))
        ]

    def __str__(self) -> str:
        return f"{self.hours} hours for question {self.question_id}"

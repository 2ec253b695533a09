# SPDX-License-Identifier: EUPL-1.2
"""Answers that the desk gives often, ready in two languages."""

from typing import Self

from django.db import models
from django.db.models import Q

from kennisstad.contact.models.message import LONGEST_WORDS
from kennisstad.languages.models import HasTexts, Text, one_text_per_language

LONGEST_TITLE = 120


class ReadyAnswerQuerySet(models.QuerySet["ReadyAnswer"]):
    def in_order(self) -> Self:
        return self.order_by("pk")


class ReadyAnswer(HasTexts["ReadyAnswerText"]):
    """Words to begin an answer with; whoever answers changes them to fit."""

    made_at = models.DateTimeField()

    objects = ReadyAnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Ready answer {self.pk}"


class ReadyAnswerText(Text):
    ready = models.ForeignKey(ReadyAnswer, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.TextField(max_length=LONGEST_WORDS)

    class Meta:
        constraints = [
            *one_text_per_language("ready"),
            models.CheckConstraint(name="ready_answer_says_something", condition=~Q(title="") & ~Q(words="")),
        ]

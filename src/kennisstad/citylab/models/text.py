# SPDX-License-Identifier: EUPL-1.2
"""A question's clear words, one row per language."""

from django.db import models
from django.db.models import Q

from kennisstad.citylab.models.question import Question
from kennisstad.languages.models import Text, one_text_per_language


class QuestionText(Text):
    """The question as the broker and the asker sharpened it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=140)
    body = models.TextField(blank=True)
    discipline = models.CharField(max_length=140, blank=True)
    """Of a leg: what students of it study, in free words."""
    hand_over = models.TextField(blank=True, max_length=2000)
    """Of a leg: what the next one needs from it."""

    class Meta:
        constraints = [
            *one_text_per_language("question"),
            models.CheckConstraint(name="questiontext_has_a_title", condition=~Q(title="")),
        ]

# SPDX-License-Identifier: EUPL-1.2
"""How an asker can be reached."""

from django.db import models
from django.db.models import Q

from kennisstad.citylab.models.question import Question


class Contact(models.Model):
    """How to reach the asker: for brokers' eyes only, and gone after the retention file's term."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=320, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_says_something", condition=~Q(name="", email="", phone="")),
        ]

    def __str__(self) -> str:
        return f"Contact of question {self.question_id}"

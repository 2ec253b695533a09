# SPDX-License-Identifier: EUPL-1.2
"""What a project found, and how it came back to the people who asked."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.projects.models.project import Project


class ResultQuerySet(models.QuerySet["Result"]):
    def newest(self) -> Self:
        return self.order_by("-handed_over_on", "-pk")

    def with_words(self) -> Self:
        return self.select_related("project__carrier").prefetch_related(
            "texts", "project__districts", "project__givings_back__texts"
        )


class Result(HasTexts["ResultText"]):
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="result")
    handed_over_on = models.DateField()
    data_deleted_on = models.DateField(null=True, blank=True)
    """When the collected data will be gone; nothing when no personal data were collected."""

    objects = ResultQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text.title if self.text else f"Result {self.pk}"


class ResultText(Text):
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=140)
    asked = models.TextField(blank=True)
    found = models.TextField()
    advice = models.TextField(blank=True)
    failed = models.TextField()
    """What did not work: as useful to the next team as what did."""
    next_question = models.TextField()

    class Meta:
        constraints = [
            *one_text_per_language("result"),
            models.CheckConstraint(
                name="result_says_found_failed_next",
                condition=~Q(found="") & ~Q(failed="") & ~Q(next_question=""),
            ),
        ]


class ResultLink(models.Model):
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="links")
    address = models.URLField(max_length=500)
    label = models.CharField(max_length=140)

    def __str__(self) -> str:
        return self.label


def under_a_name_of_ours(_file: models.Model, _name: str) -> str:
    """Store a file under a random name: the uploader's own name never touches the disk."""
    return f"results/{secrets.token_urlsafe(18)}"


class ResultFile(models.Model):
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="files")
    content = models.FileField(upload_to=under_a_name_of_ours)
    label = models.CharField(max_length=140)
    media_type = models.CharField(max_length=60)
    size_bytes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.label


class Form(models.TextChoices):
    MEETING = "meeting", _("a meeting")
    POSTER = "poster", _("a poster")
    LETTER = "letter", _("a letter")
    WALK = "walk", _("a walk")
    EXHIBITION = "exhibition", _("an exhibition")
    LESSON = "lesson", _("a lesson")
    BROADCAST = "broadcast", _("radio or television")


class GivingBack(HasTexts["GivingBackText"]):
    """One time that a result was brought back to where the question came from."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="givings_back")
    on = models.DateField()
    form = models.CharField(max_length=12, choices=Form.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(name="giving_back_form_is_known", condition=Q(form__in=Form.values)),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.on}"


class GivingBackText(Text):
    giving_back = models.ForeignKey(GivingBack, on_delete=models.CASCADE, related_name="texts")
    place = models.CharField(max_length=200)

    class Meta:
        constraints = one_text_per_language("giving_back")

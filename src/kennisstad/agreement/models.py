# SPDX-License-Identifier: EUPL-1.2
"""Agreements, their parties, themes and sourced facts."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def newest(self) -> Self:
        return self.order_by("-starts_on", "-pk")


class Agreement(HasTexts["AgreementText"]):
    key = models.SlugField(unique=True)
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AgreementText(Text):
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=160)
    summary = models.TextField()

    class Meta:
        constraints = one_text_per_language("agreement")


class Party(models.Model):
    """An organisation's part in an agreement, from the day it joined."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="parties")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "partner"], name="party_once_per_agreement"),
            models.CheckConstraint(
                name="party_leaves_after_it_joins",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.agreement_id}"


class Mark(models.TextChoices):
    """The colour and shape by which a theme is known; see the design tokens."""

    CANAL = "canal", _("canal")
    MOSS = "moss", _("moss")
    HEATHER = "heather", _("heather")
    OCHRE = "ochre", _("ochre")


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class Theme(HasTexts["ThemeText"]):
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="themes")
    key = models.SlugField()
    mark = models.CharField(max_length=10, choices=Mark.choices)
    place = models.PositiveSmallIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="theme_once_per_agreement"),
            models.CheckConstraint(name="theme_mark_is_known", condition=Q(mark__in=Mark.values)),
        ]

    def __str__(self) -> str:
        return self.key


class ThemeText(Text):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=80)
    summary = models.TextField()

    class Meta:
        constraints = one_text_per_language("theme")


class Fact(HasTexts["FactText"]):
    """One sourced statement; where sources disagree both stand, and one is followed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="facts")
    topic = models.SlugField()
    source = models.CharField(max_length=200)
    read_on = models.DateField()
    followed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "topic"], condition=Q(followed=True), name="fact_one_followed_per_topic"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.source})"


class FactText(Text):
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="texts")
    statement = models.TextField()

    class Meta:
        constraints = one_text_per_language("fact")

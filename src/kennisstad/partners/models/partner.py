# SPDX-License-Identifier: EUPL-1.2
"""Organisations, and the research groups and desks that can be asked."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class Kind(models.TextChoices):
    KNOWLEDGE_INSTITUTION = "knowledge-institution", _("knowledge institution")
    MUNICIPALITY = "municipality", _("municipality")
    MUSEUM = "museum", _("museum")
    HOUSING = "housing", _("housing corporation")
    WELFARE = "welfare", _("welfare organisation")
    BUSINESS = "business", _("business and innovation")
    NETWORK = "network", _("network")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Partner(HasTexts["PartnerText"]):
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=60, blank=True)
    website = models.URLField(blank=True)
    ror = models.CharField(max_length=30, blank=True)
    """Research Organization Registry id, for example https://ror.org/…"""

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="partner_kind_is_known", condition=models.Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerText(Text):
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="texts")
    about = models.TextField()

    class Meta:
        constraints = one_text_per_language("partner")


class ExpertKind(models.TextChoices):
    GROUP = "group", _("research group")
    LECTORATE = "lectorate", _("lectorate")
    DESK = "desk", _("knowledge desk")


class ExpertQuerySet(models.QuerySet["Expert"]):
    def asked(self) -> Self:
        """Keep those who want to be asked."""
        return self.filter(takes_questions=True)


class Expert(HasTexts["ExpertText"]):
    """A group or desk whose people know about something; never a private person's name."""

    key = models.SlugField(unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="experts")
    kind = models.CharField(max_length=12, choices=ExpertKind.choices)
    takes_questions = models.BooleanField(default=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expert_kind_is_known", condition=models.Q(kind__in=ExpertKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ExpertText(Text):
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=160)
    about = models.TextField()
    works = models.TextField(blank=True)
    """Earlier works, a year and a title a line."""

    class Meta:
        constraints = one_text_per_language("expert")

# SPDX-License-Identifier: EUPL-1.2
"""Figures about the city that journalists may use, each with its passport."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class PressFactQuerySet(models.QuerySet["PressFact"]):
    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class PressFact(HasTexts["PressFactText"], ClusterableModel):  # type: ignore[misc]
    """A number, and the day for which it holds."""

    key = models.SlugField(unique=True)
    place = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(9999)])
    number = models.PositiveBigIntegerField(validators=[MaxValueValidator(10**12)])
    holds_on = models.DateField(help_text=_("The day for which the number holds."))

    objects = PressFactQuerySet.as_manager()

    panels: ClassVar = [
        *(FieldPanel(name) for name in ("key", "place", "number", "holds_on")),
        InlinePanel("texts", max_num=2, min_num=1),
    ]

    class Meta:
        verbose_name = _("figure for the press")
        verbose_name_plural = _("figures for the press")

    def __str__(self) -> str:
        return self.key

    @property
    def number_said(self) -> str:
        """The number as the reader's language writes it."""
        return number_format(self.number, decimal_pos=0, force_grouping=True)


class PressFactText(Text):
    fact = ParentalKey(PressFact, on_delete=models.CASCADE, related_name="texts")
    unit = models.CharField(max_length=120, help_text=_("What the number counts, such as “inhabitants”."))
    definition = models.CharField(max_length=300)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = one_text_per_language("fact")

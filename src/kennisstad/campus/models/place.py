# SPDX-License-Identifier: EUPL-1.2
"""Campuses and the sites on them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.lib.geometry import NETHERLANDS
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner

LON, LAT = _("degrees east"), _("degrees north")
EARLIEST, LATEST = 1500, 2100
"""Years that anybody means."""


def lies_in_the_country(*, may_be_unknown: bool = False) -> models.CheckConstraint:
    """Say that a place is in the Netherlands; where it may be unknown, both numbers are or neither is."""
    box = NETHERLANDS
    here = Q(lon__gte=box.west, lon__lte=box.east, lat__gte=box.south, lat__lte=box.north)
    unknown = Q(lon__isnull=True, lat__isnull=True)
    known = Q(lon__isnull=False, lat__isnull=False)
    return models.CheckConstraint(
        name="%(class)s_lies_in_the_country", condition=unknown | (known & here) if may_be_unknown else here
    )


class CampusQuerySet(models.QuerySet["Campus"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Campus(HasTexts["CampusText"], ClusterableModel):  # type: ignore[misc]
    """A place of one or more institutions, with its own name."""

    key = models.SlugField(_("word in the address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    lon = models.FloatField(LON)
    lat = models.FloatField(LAT)
    district = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="campuses", verbose_name=_("district")
    )
    institutions = models.ManyToManyField(Partner, related_name="campuses", verbose_name=_("institutions"))
    website = models.URLField(_("website"), blank=True)

    objects = CampusQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("lon"), FieldPanel("lat")]),
        FieldPanel("district"),
        FieldPanel("institutions"),
        FieldPanel("website"),
        InlinePanel("texts", heading=_("Words"), max_num=2),
    ]

    class Meta:
        verbose_name = _("campus")
        verbose_name_plural = _("campuses")
        constraints = [lies_in_the_country()]

    def __str__(self) -> str:
        return self.name


class CampusText(Text):
    campus = ParentalKey(Campus, on_delete=models.CASCADE, related_name="texts")
    summary = models.TextField(_("summary"), max_length=2000)

    class Meta:
        constraints = one_text_per_language("campus")


class SiteQuerySet(models.QuerySet["Site"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Site(HasTexts["SiteText"], ClusterableModel):  # type: ignore[misc]
    """One building or spot, on a campus or by itself."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("building"), max_length=120)
    campus = models.ForeignKey(
        Campus,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="sites",
        verbose_name=_("campus"),
    )
    lon = models.FloatField(LON)
    lat = models.FloatField(LAT)
    district = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="sites", verbose_name=_("district")
    )

    objects = SiteQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("campus"),
        FieldRowPanel([FieldPanel("lon"), FieldPanel("lat")]),
        FieldPanel("district"),
        InlinePanel("texts", heading=_("Words"), max_num=2),
    ]

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [lies_in_the_country()]

    def __str__(self) -> str:
        return self.name


class SiteText(Text):
    site = ParentalKey(Site, on_delete=models.CASCADE, related_name="texts")
    purpose = models.CharField(_("what for"), max_length=300)

    class Meta:
        constraints = one_text_per_language("site")

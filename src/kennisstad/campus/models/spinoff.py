# SPDX-License-Identifier: EUPL-1.2
"""Companies that grew from the research of an institution."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from kennisstad.campus.models.place import EARLIEST, LATEST, Campus
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner

A_DECADE = 10


class Field(models.TextChoices):
    MEDICINES = "medicines", _("medicines and vaccines")
    MEDICAL_DEVICES = "medical-devices", _("medical devices and diagnosis")
    LIFE_SCIENCES = "life-sciences", _("life sciences")
    DIGITAL = "digital", _("software and data")
    SUSTAINABILITY = "sustainability", _("climate and sustainability")
    CULTURE_AND_SOCIETY = "culture-and-society", _("culture, law and society")


class SpinOffStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    MERGED = "merged", _("merged or taken over")
    ENDED = "ended", _("ended")


SPIN_OFF_NEXT: dict[SpinOffStatus, set[SpinOffStatus]] = {
    SpinOffStatus.ACTIVE: {SpinOffStatus.MERGED, SpinOffStatus.ENDED},
    SpinOffStatus.MERGED: {SpinOffStatus.ENDED},
    SpinOffStatus.ENDED: set(),
}
"""The only steps a spin-off can take."""


class SpinOffQuerySet(models.QuerySet["SpinOff"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def newest(self) -> Self:
        return self.order_by("-founded_in", "name", "pk")

    def of_decade(self, first_year: int) -> Self:
        return self.filter(founded_in__gte=first_year, founded_in__lt=first_year + A_DECADE)


class SpinOff(HasTexts["SpinOffText"], ClusterableModel):  # type: ignore[misc]
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    institutions = models.ManyToManyField(
        Partner, related_name="spin_offs", verbose_name=_("founding institutions")
    )
    founded_in = models.PositiveSmallIntegerField(_("founded in"))
    field = models.CharField(_("field"), max_length=24, choices=Field.choices)
    website = models.URLField(_("website"), blank=True)
    campus = models.ForeignKey(
        Campus, on_delete=models.SET_NULL, null=True, blank=True, related_name="spin_offs",
        verbose_name=_("campus"),
    )  # fmt: skip
    district = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="spin_offs",
        verbose_name=_("district"),
    )  # fmt: skip
    status = models.CharField(
        _("how it is"), max_length=8, choices=SpinOffStatus.choices, default=SpinOffStatus.ACTIVE
    )
    source = models.CharField(_("source"), max_length=300)
    source_on = models.DateField(_("date of the source"))

    objects = SpinOffQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("institutions"),
        FieldRowPanel([FieldPanel("founded_in"), FieldPanel("field")]),
        FieldPanel("website"),
        FieldPanel("campus"),
        FieldPanel("district"),
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_on")]),
        InlinePanel("texts", heading=_("Words"), max_num=2),
    ]

    class Meta:
        verbose_name = _("spin-off")
        verbose_name_plural = _("spin-offs")
        constraints = [
            models.CheckConstraint(
                name="spin_off_year_is_likely", condition=Q(founded_in__gte=EARLIEST, founded_in__lte=LATEST)
            ),
            models.CheckConstraint(name="spin_off_field_is_known", condition=Q(field__in=Field.values)),
            models.CheckConstraint(
                name="spin_off_status_is_known", condition=Q(status__in=SpinOffStatus.values)
            ),
            models.CheckConstraint(name="spin_off_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name

    def can_become(self, status: str) -> bool:
        return status == self.status or SpinOffStatus(status) in SPIN_OFF_NEXT[SpinOffStatus(self.status)]

    def clean(self) -> None:
        before = SpinOff.objects.filter(pk=self.pk).first() if self.pk else None
        if before and self.status in SpinOffStatus.values and not before.can_become(self.status):
            sentence = _("A spin-off cannot go from “%(before)s” to “%(after)s”.")
            said = {"before": before.get_status_display(), "after": self.get_status_display()}
            raise ValidationError({"status": sentence % said})


class SpinOffText(Text):
    spin_off = ParentalKey(SpinOff, on_delete=models.CASCADE, related_name="texts")
    about = models.TextField(_("what it does"), max_length=2000)

    class Meta:
        constraints = one_text_per_language("spin_off")

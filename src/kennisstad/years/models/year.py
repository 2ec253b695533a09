# SPDX-License-Identifier: EUPL-1.2
"""A themed year and its days."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.neighbourhoods.models import Area

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
LONGEST_OWNER = 120


class DayStatus(models.TextChoices):
    FREE = "free", _("not adopted yet")
    ASKED = "asked", _("asked for")
    ADOPTED = "adopted", _("adopted")


NEXT: dict[DayStatus, set[DayStatus]] = {
    DayStatus.FREE: {DayStatus.ASKED},
    DayStatus.ASKED: {DayStatus.ADOPTED, DayStatus.FREE},
    DayStatus.ADOPTED: {DayStatus.FREE},
}
"""The only steps a day can take."""


class YearQuerySet(models.QuerySet["Year"]):
    def newest(self) -> Self:
        return self.order_by("-starts_on", "-pk")


class Year(HasTexts["YearText"], ClusterableModel):  # type: ignore[misc]
    """A year, or a part of one, in which every day has a subject."""

    slug = models.SlugField(_("word in the address"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = YearQuerySet.as_manager()

    panels = [
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        InlinePanel("texts", heading=_("Words"), max_num=2),
    ]

    class Meta:
        verbose_name = _("themed year")
        verbose_name_plural = _("themed years")
        constraints = [
            models.CheckConstraint(
                name="year_ends_after_it_starts",
                condition=Q(starts_on__gte=FIRST_DAY, ends_on__gte=F("starts_on"), ends_on__lte=LAST_DAY),
            ),
        ]

    def __str__(self) -> str:
        return self.text.name if self.text else self.slug

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.starts_on).days + 1

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def is_over(self, today: date) -> bool:
        return self.ends_on < today

    def clean(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day comes before the first.")})
        outside = Q(on__lt=self.starts_on) | Q(on__gt=self.ends_on)
        if self.pk and self.starts_on and self.ends_on and Day.objects.filter(outside, year=self.pk).exists():
            raise ValidationError({"ends_on": _("Some days of this year would lie outside it.")})


class YearText(Text):
    year = ParentalKey(Year, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"), max_length=3000)

    class Meta:
        constraints = one_text_per_language("year")


class DayQuerySet(models.QuerySet["Day"]):
    def by_day(self) -> Self:
        return self.order_by("on", "pk")

    def free_after(self, today: date) -> Self:
        """Keep days that anybody can still adopt."""
        return self.filter(status=DayStatus.FREE, on__gt=today)

    def adopted(self) -> Self:
        return self.filter(status=DayStatus.ADOPTED)

    def within(self, area: Area) -> Self:
        """Keep days in this area or a neighbourhood of it."""
        return self.filter(Q(area=area) | Q(area__parent=area))


class Day(HasTexts["DayText"], ClusterableModel):  # type: ignore[misc]
    """One day of a themed year; without an area it is of the whole city."""

    year = models.ForeignKey(
        Year, on_delete=models.CASCADE, related_name="days", verbose_name=_("themed year")
    )
    on = models.DateField(_("day"))
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="themed_days",
        verbose_name=_("district or neighbourhood"),
    )  # fmt: skip
    status = models.CharField(max_length=8, choices=DayStatus.choices, default=DayStatus.FREE)
    owner = models.CharField(max_length=LONGEST_OWNER, blank=True)
    """Who adopted it: an organisation, or whatever a resident wants to be called."""

    objects = DayQuerySet.as_manager()

    panels = [
        FieldPanel("year"),
        FieldPanel("on"),
        FieldPanel("area"),
        InlinePanel("texts", heading=_("Words"), min_num=1, max_num=2),
    ]

    class Meta:
        verbose_name = _("day of a themed year")
        verbose_name_plural = _("days of themed years")
        constraints = [
            models.UniqueConstraint(fields=["year", "on"], name="day_once_per_year"),
            models.CheckConstraint(name="day_status_is_known", condition=Q(status__in=DayStatus.values)),
            models.CheckConstraint(
                name="day_adopted_means_owned",
                condition=Q(Q(status=DayStatus.ADOPTED) & ~Q(owner=""))
                | Q(~Q(status=DayStatus.ADOPTED) & Q(owner="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.text.subject if self.text else ''}".strip()

    def can_become(self, status: DayStatus) -> bool:
        return status in NEXT[DayStatus(self.status)]

    def is_free(self, today: date) -> bool:
        """Say whether anybody can adopt it: nobody asked, and it is still to come."""
        return self.status == DayStatus.FREE and self.on > today

    def clean(self) -> None:
        year = Year.objects.filter(pk=self.year_id).first()
        if year and self.on and not year.holds(self.on):
            raise ValidationError({"on": _("This day lies outside the themed year.")})


class DayText(Text):
    day = ParentalKey(Day, on_delete=models.CASCADE, related_name="texts")
    subject = models.CharField(_("subject"), max_length=140)
    about = models.TextField(_("what about"), max_length=2000, blank=True)

    class Meta:
        constraints = one_text_per_language("day")

# SPDX-License-Identifier: EUPL-1.2
"""One thing to do on the newcomer's path."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.welcome.choices import Anchor, Newcomer, Passport, Phase, Unit

FOR = {kind: f"for_{kind.value}" for kind in Newcomer}
"""The field that says whether a step is for this kind of newcomer."""
MOST = 1000
"""The longest term, in days or months."""


class PathStepQuerySet(models.QuerySet["PathStep"]):
    def for_kind(self, kind: Newcomer) -> Self:
        return self.filter(**{FOR[kind]: True})

    def for_passport(self, passport: Passport) -> Self:
        """Keep what is for this nationality; every step when that is not said."""
        return self if passport == Passport.ANY else self.filter(passport__in=(Passport.ANY, passport))

    def in_order(self) -> Self:
        """Phase by phase, as people go through them."""
        place = models.Case(*(models.When(phase=phase, then=n) for n, phase in enumerate(Phase)))
        return self.annotate(phase_place=place).order_by("phase_place", "place", "pk")


class PathStep(HasTexts["PathStepText"], ClusterableModel):  # type: ignore[misc]
    """For whom, by when, and since when we know it."""

    key = models.SlugField(unique=True)
    phase = models.CharField(max_length=12, choices=Phase.choices)
    place = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(9999)], help_text=_("The order within its phase.")
    )
    for_student = models.BooleanField(default=True)
    for_employee = models.BooleanField(default=True)
    for_researcher = models.BooleanField(default=True)
    for_family = models.BooleanField(default=True)
    for_entrepreneur = models.BooleanField(default=True)
    passport = models.CharField(max_length=5, choices=Passport.choices, default=Passport.ANY)
    counted_from = models.CharField(max_length=9, choices=Anchor.choices, default=Anchor.NONE)
    due = models.SmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-MOST), MaxValueValidator(MOST)],
        help_text=_("So many days or months after that day at the latest; below zero is before it."),
    )
    unit = models.CharField(max_length=5, choices=Unit.choices, default=Unit.DAY)
    known_on = models.DateField(help_text=_("The day for which this is known to hold."))

    objects = PathStepQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("phase"), FieldPanel("place")]),
        MultiFieldPanel([FieldPanel(name) for name in FOR.values()], heading=_("For whom")),
        FieldPanel("passport"),
        FieldRowPanel([FieldPanel("counted_from"), FieldPanel("due"), FieldPanel("unit")]),
        FieldPanel("known_on"),
        InlinePanel("texts", max_num=2, min_num=1),
    ]

    class Meta:
        verbose_name = _("step of the newcomer's path")
        verbose_name_plural = _("newcomer's path")
        constraints = [
            models.CheckConstraint(name="pathstep_phase_is_known", condition=Q(phase__in=Phase.values)),
            models.CheckConstraint(
                name="pathstep_passport_is_known", condition=Q(passport__in=Passport.values)
            ),
            models.CheckConstraint(
                name="pathstep_anchor_is_known", condition=Q(counted_from__in=Anchor.values)
            ),
            models.CheckConstraint(name="pathstep_unit_is_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="pathstep_is_for_somebody",
                condition=Q(for_student=True)
                | Q(for_employee=True)
                | Q(for_researcher=True)
                | Q(for_family=True)
                | Q(for_entrepreneur=True),
            ),
            models.CheckConstraint(
                name="pathstep_term_has_its_day",
                condition=Q(counted_from=Anchor.NONE, due__isnull=True)
                | Q(counted_from__in=(Anchor.ARRIVAL, Anchor.DEPARTURE), due__gte=-MOST, due__lte=MOST),
            ),
        ]

    def __str__(self) -> str:
        text = self.text
        return text.title if text else self.key

    def clean(self) -> None:
        if not any(getattr(self, name) for name in FOR.values()):
            raise ValidationError({"for_student": _("Say for whom this step is.")})
        if (self.counted_from == Anchor.NONE) != (self.due is None):
            raise ValidationError({"due": _("A term needs a number, and the day from which it is counted.")})


class PathStepText(Text):
    step = ParentalKey(PathStep, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=120)
    task = models.TextField(max_length=1000, verbose_name=_("what to do"))
    why = models.TextField(max_length=1000, blank=True)
    where = models.CharField(max_length=160, blank=True, verbose_name=_("where, in words"))
    address = models.URLField(max_length=300, blank=True, verbose_name=_("address of the official page"))
    source = models.CharField(max_length=160, verbose_name=_("who says so"))

    class Meta:
        constraints = one_text_per_language("step")

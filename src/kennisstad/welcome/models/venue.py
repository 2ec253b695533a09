# SPDX-License-Identifier: EUPL-1.2
"""Where a congress can be held, and for how many people."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from kennisstad.languages.models import HasTexts, Text, one_text_per_language

MOST_PEOPLE = 100_000
ARRANGEMENTS = ("theatre", "classroom", "reception")


class StepFree(models.TextChoices):
    YES = "yes", _("step-free")
    PARTLY = "partly", _("partly step-free")
    NO = "no", _("not step-free")
    UNKNOWN = "unknown", _("ask the venue about step-free access")


class VenueQuerySet(models.QuerySet["Venue"]):
    def for_people(self, people: int, arrangement: str) -> Self:
        """Keep venues with a room for so many, in this arrangement or, without one, in any."""
        kinds = [arrangement] if arrangement in ARRANGEMENTS else ARRANGEMENTS
        fits = Q()
        for kind in kinds:
            fits |= Q(**{f"{kind}__gte": people})
        return self.filter(pk__in=VenueRoom.objects.filter(fits).values("venue"))

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Venue(HasTexts["VenueText"], ClusterableModel):  # type: ignore[misc]
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=60, blank=True)
    website = models.URLField(max_length=300, blank=True)
    step_free = models.CharField(max_length=7, choices=StepFree.choices, default=StepFree.UNKNOWN)

    objects = VenueQuerySet.as_manager()

    panels: ClassVar = [
        *(FieldPanel(name) for name in ("key", "name", "address", "postcode", "place", "website")),
        FieldPanel("step_free"),
        InlinePanel("rooms", heading=_("Rooms"), max_num=40),
        InlinePanel("texts", max_num=2, min_num=1),
    ]

    class Meta:
        verbose_name = _("congress venue")
        verbose_name_plural = _("congress venues")
        constraints = [
            models.CheckConstraint(
                name="venue_step_free_is_known", condition=Q(step_free__in=StepFree.values)
            )
        ]

    def __str__(self) -> str:
        return self.name


class VenueText(Text):
    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="texts")
    about = models.TextField(max_length=1000)

    class Meta:
        constraints = one_text_per_language("venue")


def _people() -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )


class VenueRoom(models.Model):
    """How many people fit in one room, per way of setting it out; with who says so, and since when."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    theatre = _people()
    classroom = _people()
    reception = _people()
    is_example = models.BooleanField(default=False, verbose_name=_("these figures are an example"))
    source = models.CharField(max_length=160, blank=True)
    known_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="venueroom_once_by_name"),
            models.CheckConstraint(
                name="venueroom_example_or_source", condition=Q(is_example=True) | ~Q(source="")
            ),
            *(
                models.CheckConstraint(
                    name=f"venueroom_{kind}_is_a_number_of_people",
                    condition=Q(**{f"{kind}__isnull": True})
                    | Q(**{f"{kind}__gte": 1, f"{kind}__lte": MOST_PEOPLE}),
                )
                for kind in ARRANGEMENTS
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.is_example and not self.source:
            raise ValidationError({"source": _("Say who gave these figures, or mark them as an example.")})

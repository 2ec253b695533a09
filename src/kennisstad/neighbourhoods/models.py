# SPDX-License-Identifier: EUPL-1.2
"""The city, its areas, their outlines through the years, and which postcode lies where."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.neighbourhoods.city_file import MOST_DAYS
from kennisstad.neighbourhoods.outline_file import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from kennisstad.neighbourhoods.postcode import FIRST_PC4, LAST_PC4


class Kind(models.TextChoices):
    DISTRICT = "district", _("district")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")


class City(HasTexts["CityText"]):
    """The city this site is for, and the desk people can turn to. There is one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=80)
    municipality_code = models.CharField(max_length=6)
    desk_name = models.CharField(max_length=120)
    address = models.TextField(max_length=400, blank=True)
    """Street and number, or more lines."""
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    look_days = models.PositiveSmallIntegerField(default=2)
    """In how many working days somebody of the desk looks at what came without a proof."""
    answer_days = models.PositiveSmallIntegerField(default=5)
    """In how many working days the desk answers a message."""
    postcode_first = models.PositiveSmallIntegerField()
    postcode_last = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="city_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="city_postcodes_are_a_range",
                condition=Q(
                    postcode_first__gte=FIRST_PC4,
                    postcode_first__lte=F("postcode_last"),
                    postcode_last__lte=LAST_PC4,
                ),
            ),
            models.CheckConstraint(
                name="city_promises_days",
                condition=Q(
                    look_days__gte=1, look_days__lte=MOST_DAYS, answer_days__gte=1, answer_days__lte=MOST_DAYS
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_postcode(self, pc4: int) -> bool:
        return self.postcode_first <= pc4 <= self.postcode_last


class CityText(Text):
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="texts")
    opening_hours = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = one_text_per_language("city")


class AreaQuerySet(models.QuerySet["Area"]):
    def districts(self) -> Self:
        return self.filter(kind=Kind.DISTRICT)

    def neighbourhoods(self) -> Self:
        return self.filter(kind=Kind.NEIGHBOURHOOD)

    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def outlined(self) -> Self:
        """Keep areas that can be drawn, and read each one's newest outline along, in one query more."""
        return self.filter(Exists(Outline.objects.filter(area=OuterRef("pk")))).with_outline()

    def with_outline(self) -> Self:
        """Read the newest outline of those that have one along, in one query more."""
        newest = Prefetch("outlines", queryset=Outline.objects.newest(), to_attr="newest_outlines")
        return self.prefetch_related(newest)


class Area(models.Model):
    """A district or neighbourhood as Statistics Netherlands (CBS) counts them."""

    kind = models.CharField(max_length=15, choices=Kind.choices)
    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    """As in the newest year known; an outline keeps the name of its own year."""
    slug = models.SlugField(max_length=120, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="neighbourhoods"
    )

    objects = AreaQuerySet.as_manager()
    newest_outlines: ClassVar[list["Outline"]]

    class Meta:
        constraints = [
            models.CheckConstraint(name="area_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="area_neighbourhoods_alone_have_a_parent",
                condition=Q(kind=Kind.NEIGHBOURHOOD, parent__isnull=False)
                | Q(~Q(kind=Kind.NEIGHBOURHOOD), parent__isnull=True),
            ),
            models.CheckConstraint(name="area_is_named", condition=~Q(name="") & ~Q(code="") & ~Q(slug="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def district_code(self) -> str:
        """The code of the district that it is, or lies in; read `parent` along."""
        return self.parent.code if self.parent else self.code

    @property
    def outline(self) -> "Outline | None":
        """The newest outline; `outlined()` reads those of many areas at once."""
        if "newest_outlines" in self.__dict__:
            return next(iter(self.newest_outlines), None)
        return self.outlines.order_by("-year").first()


class OutlineQuerySet(models.QuerySet["Outline"]):
    def newest(self) -> Self:
        """Keep the last year of each area."""
        of_same_area = Outline.objects.filter(area=OuterRef("area")).order_by("-year")
        return self.filter(year=Subquery(of_same_area.values("year")[:1]))


class Outline(models.Model):
    """What an area was called and where its borders ran in one year."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="outlines")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    geometry = models.JSONField()
    attribution = models.CharField(max_length=200)

    objects = OutlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="outline_once_per_year"),
            models.CheckConstraint(
                name="outline_year_is_likely", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
            models.CheckConstraint(name="outline_names_its_makers", condition=~Q(attribution="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class PostcodeArea(models.Model):
    """A postcode, by its four digits, lies in this district, wholly or for a part."""

    pc4 = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="postcodes")
    share = models.FloatField(null=True, blank=True)
    """Of the postcode's addresses, 0 to 1; nothing when nobody counted."""
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pc4", "area"], name="postcode_once_per_area"),
            models.CheckConstraint(
                name="postcode_has_four_digits", condition=Q(pc4__gte=FIRST_PC4, pc4__lte=LAST_PC4)
            ),
            models.CheckConstraint(
                name="postcode_share_is_a_part",
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pc4} {self.area_id}"

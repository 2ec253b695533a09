# SPDX-License-Identifier: EUPL-1.2
"""What a partner does with a class."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.schools.classes import CLASSES, SUBJECTS, in_words, sectors_of

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

LONGEST_MINUTES, HIGHEST_CENTS = 5 * 8 * 60, 100_000_00


class OfferStatus(models.TextChoices):
    DRAFT = "draft", _("being made")
    PUBLISHED = "published", _("open for schools")
    WITHDRAWN = "withdrawn", _("withdrawn")


NEXT: dict[OfferStatus, set[OfferStatus]] = {
    OfferStatus.DRAFT: {OfferStatus.PUBLISHED},
    OfferStatus.PUBLISHED: {OfferStatus.WITHDRAWN},
    # What was withdrawn may come back with new moments.
    OfferStatus.WITHDRAWN: {OfferStatus.PUBLISHED},
}
"""The only steps an offer can take; docs/reference/flows.md is drawn from this."""


class OfferPlace(models.TextChoices):
    PARTNER = "partner", _("at the organisation")
    SCHOOL = "school", _("at your school")
    NEIGHBOURHOOD = "neighbourhood", _("in the neighbourhood")
    ONLINE = "online", _("online")


class PricePer(models.TextChoices):
    PUPIL = "pupil", _("per pupil")
    CLASS = "class", _("per class")


class Spoken(models.TextChoices):
    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Dutch or English")


def new_key() -> str:
    return f"offer-{uuid.uuid4().hex[:12]}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def public(self) -> Self:
        """Keep what visitors may see in the list."""
        return self.filter(status=OfferStatus.PUBLISHED)

    def for_classes(self, keys: list[str]) -> Self:
        return self.filter(Exists(OfferClass.objects.filter(offer=OuterRef("pk"), key__in=keys)))

    def about(self, subject: str) -> Self:
        return self.filter(Exists(OfferSubject.objects.filter(offer=OuterRef("pk"), subject=subject)))

    def whole(self) -> Self:
        """Read all that stands on a page along, in four queries."""
        return self.select_related("partner", "district").prefetch_related("texts", "classes", "subjects")


class Offer(HasTexts["OfferText"]):
    key = models.SlugField(max_length=60, unique=True, default=new_key)
    """By this a file names it again."""
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="school_offers")
    status = models.CharField(max_length=10, choices=OfferStatus.choices, default=OfferStatus.DRAFT)
    place = models.CharField(max_length=15, choices=OfferPlace.choices)
    district = models.ForeignKey(
        "neighbourhoods.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="school_offers"
    )
    minutes = models.PositiveSmallIntegerField()
    price_cents = models.PositiveIntegerField(default=0)
    """In cents of a euro; 0 is free."""
    price_per = models.CharField(max_length=6, choices=PricePer.choices, default=PricePer.PUPIL)
    spoken = models.CharField(max_length=4, choices=Spoken.choices, default=Spoken.DUTCH)
    contact_email = models.EmailField(max_length=254, blank=True)
    """Of a desk or function, not of a person."""

    objects = OfferQuerySet.as_manager()
    if TYPE_CHECKING:
        classes: RelatedManager["OfferClass"]
        subjects: RelatedManager["OfferSubject"]
        moments: RelatedManager[Any]

    class Meta:
        constraints = [
            models.CheckConstraint(name="offer_status_is_known", condition=Q(status__in=OfferStatus.values)),
            models.CheckConstraint(name="offer_place_is_known", condition=Q(place__in=OfferPlace.values)),
            models.CheckConstraint(
                name="offer_price_per_is_known", condition=Q(price_per__in=PricePer.values)
            ),
            models.CheckConstraint(name="offer_spoken_is_known", condition=Q(spoken__in=Spoken.values)),
            models.CheckConstraint(
                name="offer_lasts_a_while", condition=Q(minutes__gte=1, minutes__lte=LONGEST_MINUTES)
            ),
            models.CheckConstraint(name="offer_price_is_likely", condition=Q(price_cents__lte=HIGHEST_CENTS)),
        ]

    def __str__(self) -> str:
        return self.text.title if self.text else self.key

    @property
    def is_public(self) -> bool:
        return self.status == OfferStatus.PUBLISHED

    def can_become(self, status: OfferStatus) -> bool:
        return status in NEXT[OfferStatus(self.status)]

    @property
    def class_keys(self) -> list[str]:
        """The classes it is for, in order."""
        found = {one.key for one in self.classes.all()}
        return [key for key in CLASSES if key in found]

    @property
    def for_whom(self) -> str:
        return in_words(self.class_keys)

    @property
    def sectors(self) -> list[str]:
        return sectors_of(self.class_keys)

    @property
    def subject_names(self) -> list[str]:
        found = {one.subject for one in self.subjects.all()}
        return [str(name) for key, name in SUBJECTS.items() if key in found]

    @property
    def euros(self) -> Decimal:
        return Decimal(self.price_cents) / 100


class OfferText(Text):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=120)
    does = models.TextField(max_length=3000)
    """What the pupils do."""
    gives = models.TextField(max_length=2000, blank=True)
    """What it gives them."""
    brings = models.TextField(max_length=1000, blank=True)
    """What to bring, or to do beforehand."""
    access = models.TextField(max_length=1000, blank=True)
    """For pupils who use a wheelchair, hear or see less, or need rest."""
    contact = models.CharField(max_length=200, blank=True)
    """Whom to ask, by function."""

    class Meta:
        constraints = [
            *one_text_per_language("offer"),
            models.CheckConstraint(name="offertext_has_a_title", condition=~Q(title="") & ~Q(does="")),
        ]


class OfferClass(models.Model):
    """An offer is for this class."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="classes")
    key = models.CharField(max_length=12, choices=list(CLASSES.items()))

    class Meta:
        constraints = [
            models.CheckConstraint(name="offerclass_key_is_known", condition=Q(key__in=list(CLASSES))),
            models.UniqueConstraint(fields=["offer", "key"], name="offerclass_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.key}"


class OfferSubject(models.Model):
    """An offer is about this subject."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=10, choices=list(SUBJECTS.items()))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offersubject_subject_is_known", condition=Q(subject__in=list(SUBJECTS))
            ),
            models.UniqueConstraint(fields=["offer", "subject"], name="offersubject_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.subject}"

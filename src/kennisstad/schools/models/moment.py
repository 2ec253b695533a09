# SPDX-License-Identifier: EUPL-1.2
"""When an offer takes place, and how many fit."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q, Sum

from kennisstad.schools.models.offer import Offer, OfferStatus
from kennisstad.schools.seats import Room

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

MOST_SEATS = 500
BOOKED = Q(bookings__status="booked")


class MomentQuerySet(models.QuerySet["Moment"]):
    def to_come(self, at: datetime) -> Self:
        """Keep what has not begun and was not called off."""
        return self.filter(begins_at__gt=at, called_off_at__isnull=True)

    def open(self, at: datetime) -> Self:
        """Keep what a teacher can still book or wait for."""
        return self.to_come(at).filter(book_until__gt=at, offer__status=OfferStatus.PUBLISHED)

    def with_room(self) -> Self:
        """Count along what is taken and who waits, in the same query."""
        return self.annotate(
            pupils_booked=Sum("bookings__pupils", filter=BOOKED, default=0),
            classes_booked=Count("bookings", filter=BOOKED),
            classes_waiting=Count("bookings", filter=Q(bookings__status="waiting")),
        )

    def soonest(self) -> Self:
        return self.order_by("begins_at", "pk")


class Moment(models.Model):
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="moments")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    book_until = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    """Pupils at most."""
    one_class = models.BooleanField(default=False)
    """It is for one class, however small."""
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = MomentQuerySet.as_manager()
    if TYPE_CHECKING:
        bookings: RelatedManager[Any]
        pupils_booked: int
        classes_booked: int
        classes_waiting: int

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="moment_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))
            ),
            models.CheckConstraint(
                name="moment_is_booked_before_it_begins", condition=Q(book_until__lte=F("begins_at"))
            ),
            models.CheckConstraint(name="moment_has_seats", condition=Q(seats__gte=1, seats__lte=MOST_SEATS)),
        ]
        indexes = [models.Index(fields=["offer", "begins_at"], name="moment_by_offer")]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M}"

    @property
    def room(self) -> Room:
        """What is left of it; read by `with_room`."""
        return Room(self.seats, self.one_class, self.pupils_booked, self.classes_booked)

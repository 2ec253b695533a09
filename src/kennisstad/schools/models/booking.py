# SPDX-License-Identifier: EUPL-1.2
"""A class that comes, or waits for a place."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known
from kennisstad.schools.classes import CLASSES, sector_of
from kennisstad.schools.models.moment import MOST_SEATS, Moment
from kennisstad.schools.models.school import School


class BookingStatus(models.TextChoices):
    UNSEEN = "unseen", _("is looked at first")
    BOOKED = "booked", _("booked")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")
    LAPSED = "lapsed", _("no place came free")


NEXT: dict[BookingStatus, set[BookingStatus]] = {
    # It came without a proof, and holds no seat that others need until somebody has looked.
    BookingStatus.UNSEEN: {
        BookingStatus.BOOKED,
        BookingStatus.WAITING,
        BookingStatus.CANCELLED,
        BookingStatus.LAPSED,
    },
    BookingStatus.BOOKED: {BookingStatus.CANCELLED},
    BookingStatus.WAITING: {BookingStatus.BOOKED, BookingStatus.CANCELLED, BookingStatus.LAPSED},
    BookingStatus.CANCELLED: set(),
    BookingStatus.LAPSED: set(),
}
"""The only steps a booking can take; docs/reference/flows.md is drawn from this."""
LIVE = (BookingStatus.UNSEEN, BookingStatus.BOOKED, BookingStatus.WAITING)


class BookingQuerySet(models.QuerySet["Booking"]):
    def booked(self) -> Self:
        return self.filter(status=BookingStatus.BOOKED)

    def waiting(self) -> Self:
        return self.filter(status=BookingStatus.WAITING)

    def without_seat(self) -> Self:
        """Keep those that wait: for a place, or for somebody to look at them."""
        return self.filter(status__in=(BookingStatus.UNSEEN, BookingStatus.WAITING))

    def live(self) -> Self:
        return self.filter(status__in=LIVE)

    def in_turn(self) -> Self:
        """Put who came first in front."""
        return self.order_by("made_at", "pk")


class Booking(models.Model):
    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="bookings")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made with the form: the same form sent twice is one booking."""
    code_digest = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=BookingStatus.choices, default=BookingStatus.BOOKED)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    school_typed = models.CharField(max_length=120, blank=True)
    """The name of a school that is not on our list."""
    class_key = models.CharField(max_length=12, choices=list(CLASSES.items()))
    pupils = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="booking_status_is_known", condition=Q(status__in=BookingStatus.values)
            ),
            models.CheckConstraint(name="booking_class_is_known", condition=Q(class_key__in=list(CLASSES))),
            models.CheckConstraint(
                name="booking_is_of_somebody", condition=Q(pupils__gte=1, pupils__lte=MOST_SEATS)
            ),
            models.CheckConstraint(
                name="booking_ended_means_dated",
                condition=Q(status__in=LIVE, ended_at__isnull=True)
                | Q(~Q(status__in=LIVE), ended_at__isnull=False),
            ),
            language_is_known("booking"),
        ]
        indexes = [models.Index(fields=["moment", "status"], name="booking_by_moment")]

    def __str__(self) -> str:
        return f"Booking {self.pk}"

    def can_become(self, status: BookingStatus) -> bool:
        return status in NEXT[BookingStatus(self.status)]

    def can_be_cancelled(self, at: datetime) -> bool:
        """Say whether its seats, or its place in line, can still be given back."""
        return self.can_become(BookingStatus.CANCELLED) and self.moment.begins_at > at

    @property
    def is_unseen(self) -> bool:
        return self.status == BookingStatus.UNSEEN

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def school_name(self) -> str:
        return self.school.name if self.school else self.school_typed

    @property
    def sector(self) -> str:
        return sector_of(self.class_key)


class BookingContact(models.Model):
    """How to reach the teacher: for the organisation alone, and gone after the retention file's term."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=320)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="bookingcontact_can_be_reached", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return f"Contact of booking {self.booking_id}"

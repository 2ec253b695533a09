# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: a letter some days before, and an end to waiting."""

from datetime import datetime, timedelta

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.schools.actions.booking import LAST_MOVE, end, hold
from kennisstad.schools.emails import to_teacher
from kennisstad.schools.models import Booking, BookingStatus, Moment

REMIND_BEFORE = timedelta(days=4)
AT_A_TIME = 100


def keep_up(at: datetime) -> int:
    """Remind teachers, and tell who waited in vain; give how many letters that were.

    The worker calls this every minute; doing it twice tells nobody twice.
    """
    return sum(remind(pk, at) for pk in _to_remind(at)) + sum(lapse(pk, at) for pk in _in_vain(at))


def _to_remind(at: datetime) -> list[int]:
    soon = Booking.objects.booked().filter(
        reminded_at__isnull=True, moment__begins_at__gt=at, moment__begins_at__lte=at + REMIND_BEFORE
    )
    return list(soon.order_by("moment__begins_at", "pk").values_list("pk", flat=True)[:AT_A_TIME])


def _in_vain(at: datetime) -> list[int]:
    late = Booking.objects.without_seat().filter(moment__begins_at__lte=at + LAST_MOVE)
    return list(late.order_by("moment__begins_at", "pk").values_list("pk", flat=True)[:AT_A_TIME])


@transaction.atomic
def remind(pk: int, at: datetime) -> bool:
    """Write to the teacher once before the day; not to who booked only now."""
    booking = _held(pk)
    if booking.status != BookingStatus.BOOKED or booking.reminded_at is not None:
        return False
    booking.reminded_at = at
    booking.save(update_fields=["reminded_at"])
    if booking.made_at > booking.moment.begins_at - REMIND_BEFORE:
        return False
    to_teacher("reminder", booking, at=at)
    record("booking.reminded", subject=booking, by_id=None, at=at)
    return True


@transaction.atomic
def lapse(pk: int, at: datetime) -> bool:
    """End waiting for a place that will not come free any more."""
    booking = _held(pk)
    if not booking.can_become(BookingStatus.LAPSED):
        return False
    end(booking, BookingStatus.LAPSED, letter="lapsed", at=at)
    return True


def _held(pk: int) -> Booking:
    """Hold the booking's moment, then read the booking."""
    moment = Moment.objects.select_related("offer").get(bookings=pk)
    hold(moment)
    booking = Booking.objects.select_related("contact").get(pk=pk)
    booking.moment = moment
    return booking

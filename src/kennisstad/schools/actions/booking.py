# SPDX-License-Identifier: EUPL-1.2
"""A teacher books seats for a class, waits for them, or gives them back."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.schools.emails import to_desk, to_teacher
from kennisstad.schools.following import new_code
from kennisstad.schools.models import Booking, BookingContact, BookingStatus, Moment, OfferStatus, School
from kennisstad.schools.seats import Room, moving_up
from kennisstad.web.refusals import NotNow

LAST_MOVE = timedelta(hours=24)
"""So long before it begins nobody moves up any more: a class needs time to come."""
SAY_NO_WITHIN = timedelta(days=3)


class Full(NotNow):
    """There is no room for this class, but it can wait for it."""


@dataclass(frozen=True)
class Teacher:
    """How to reach who books."""

    name: str
    email: str
    phone: str = ""


@transaction.atomic
def book(
    moment: Moment,
    *,
    key: uuid.UUID,
    school: School | str,
    class_key: str,
    pupils: int,
    teacher: Teacher,
    language: str,
    wait: bool,
    at: datetime,
    look_first: bool = False,
) -> Booking:
    """Book seats, or a place on the waiting list; the same key twice is one booking.

    Args:
        school: one of our list, or the name of another.
        wait: for a place if there is none.
        look_first: it came without a proof. Until somebody has looked it takes no seat or place in line.
    Raises:
        Full: there is no room, and `wait` was not asked.
        NotNow: it cannot be booked any more, is booked by this teacher already, or can never fit.
    """
    hold(moment)
    if again := Booking.objects.filter(key=key).first():
        return again
    _refuse(moment, pupils, teacher, at)
    booking = Booking.objects.create(
        moment=moment,
        key=key,
        code_digest=new_code(key)[1],
        status=BookingStatus.UNSEEN if look_first else _place(room_of(moment), pupils, wait=wait),
        made_at=at,
        **_named(school) | {"class_key": class_key, "pupils": pupils, "language": language},
    )
    BookingContact.objects.create(booking=booking, **vars(teacher))
    _tell(f"booking.{booking.status}", booking, at)
    _write_first(booking, at)
    return booking


def _write_first(booking: Booking, at: datetime) -> None:
    if booking.is_unseen:
        to_desk("to_look_at", booking, at=at)
    else:
        to_teacher(str(booking.status), booking, at=at)


@transaction.atomic
def let_through(booking: Booking, *, by: User | None, at: datetime) -> None:
    """Say that a teacher booked this: now it gets its seats, or a place in line when there are none.

    Raises:
        NotNow: somebody looked already, or the moment was called off or has begun.
    """
    _hold_unseen(booking)
    if booking.moment.called_off_at is not None or booking.moment.begins_at <= at:
        raise NotNow(_("This moment has passed or was called off before."))
    booking.status = _place(room_of(booking.moment), booking.pupils, wait=True)
    booking.save(update_fields=["status"])
    _tell("booking.looked-at", booking, at, by.pk if by else None)
    to_teacher(str(booking.status), booking, at=at)


@transaction.atomic
def throw_away(booking: Booking, *, by: User | None, at: datetime) -> None:
    """Say that no teacher booked this: it is gone, and nobody hears of it.

    Raises:
        NotNow: somebody looked already.
    """
    _hold_unseen(booking)
    _tell("booking.thrown-away", booking, at, by.pk if by else None)
    booking.delete()


def _hold_unseen(booking: Booking) -> None:
    hold(booking.moment)
    booking.refresh_from_db(fields=["status", "ended_at"])
    if not booking.is_unseen:
        raise NotNow(_("Somebody was here before you: look where this booking stands now."))


def _place(room: Room, pupils: int, *, wait: bool) -> BookingStatus:
    """Say whether there is room, or a place on the waiting list for who wants to wait."""
    if room.fits(pupils):
        return BookingStatus.BOOKED
    if not wait:
        raise Full(_no_room(room, pupils))
    return BookingStatus.WAITING


def _named(school: School | str) -> dict[str, Any]:
    """Give the fields that say which school it is: one of our list, or the name of another."""
    return {"school_typed": school} if isinstance(school, str) else {"school": school}


@transaction.atomic
def cancel(booking: Booking, *, at: datetime) -> None:
    """Give seats or a place in line back, as the teacher asks; who waits for them moves up.

    Raises:
        NotNow: it was ended before, or the moment has begun.
    """
    _give_back(booking, at=at, by_id=None, letter="cancelled")


@transaction.atomic
def cancel_for_teacher(booking: Booking, *, by: User | None, at: datetime) -> None:
    """Do the same at the desk, for a teacher who phones; the letter says who did it.

    Raises:
        NotNow: it was ended before, or the moment has begun.
    """
    _give_back(booking, at=at, by_id=by.pk if by else None, letter="cancelled_for_you")


def _give_back(booking: Booking, *, at: datetime, by_id: int | None, letter: str) -> None:
    hold(booking.moment)
    booking.refresh_from_db(fields=["status", "ended_at"])
    if not booking.can_become(BookingStatus.CANCELLED):
        raise NotNow(_("This booking has ended already. Nothing was changed."))
    if booking.moment.begins_at <= at:
        raise NotNow(_("This has taken place already, so it cannot be cancelled any more."))
    end(booking, BookingStatus.CANCELLED, letter=letter, at=at, by_id=by_id)
    move_up(booking.moment, at=at)


def hold(moment: Moment) -> None:
    """Hold a moment until the transaction ends, and look again: of ten at once, one goes first."""
    moment.refresh_from_db(from_queryset=Moment.objects.select_for_update())


def room_of(moment: Moment) -> Room:
    """Count what is left of a moment."""
    return Moment.objects.with_room().get(pk=moment.pk).room


def end(
    booking: Booking, status: BookingStatus, *, letter: str, at: datetime, by_id: int | None = None
) -> None:
    """End a booking and tell the teacher; at an address that nobody looked at, perhaps no teacher is."""
    unseen = booking.is_unseen
    booking.status, booking.ended_at = status, at
    booking.save(update_fields=["status", "ended_at"])
    _tell(f"booking.{status}", booking, at, by_id)
    if not unseen:
        to_teacher(letter, booking, at=at)


def move_up(moment: Moment, *, at: datetime) -> None:
    """Give seats that came free to the first on the waiting list that fit; the moment is held."""
    if moment.begins_at - LAST_MOVE <= at:
        return
    waiting = list(Booking.objects.waiting().filter(moment=moment).select_related("contact").in_turn())
    moved = set(moving_up(room_of(moment), [(one.pk, one.pupils) for one in waiting]))
    for booking in waiting:
        if booking.pk in moved:
            booking.moment, booking.status = moment, BookingStatus.BOOKED
            booking.save(update_fields=["status"])
            _tell("booking.moved-up", booking, at)
            to_teacher("moved_up", booking, at=at, say_no_until=_say_no_until(moment, at))


def _say_no_until(moment: Moment, at: datetime) -> datetime:
    return min(at + SAY_NO_WITHIN, moment.begins_at - LAST_MOVE)


def _refuse(moment: Moment, pupils: int, teacher: Teacher, at: datetime) -> None:
    if moment.offer.status != OfferStatus.PUBLISHED or moment.called_off_at is not None:
        raise NotNow(_("This moment was called off, so it cannot be booked. Nothing was sent."))
    if moment.book_until <= at or moment.begins_at <= at:
        raise NotNow(_("This moment could be booked until a day that has passed. Nothing was sent."))
    if not Room(moment.seats).could_fit(pupils):
        raise NotNow(_("At most %(seats)d pupils can come at a time.") % {"seats": moment.seats})
    live = Booking.objects.live().filter(moment=moment, contact__email__iexact=teacher.email)
    if live.exists():
        raise NotNow(
            _("With this e-mail address this moment was booked before. The letter about it has a link to it.")
        )


def _no_room(room: Room, pupils: int) -> str:
    if room.is_full:
        return str(_("This moment is full: somebody else was just before you. Nothing was booked."))
    said = ngettext(
        "There is %(left)d place left, and you come with %(pupils)d. Nothing was booked.",
        "There are %(left)d places left, and you come with %(pupils)d. Nothing was booked.",
        room.left,
    )
    return said % {"left": room.left, "pupils": pupils}


def _tell(kind: str, booking: Booking, at: datetime, by_id: int | None = None) -> None:
    # The offer changes with it: its page says what is left.
    record(kind, subject=booking, by_id=by_id, at=at, pupils=booking.pupils)
    record("offer.booked", subject=booking.moment.offer, by_id=by_id, at=at)

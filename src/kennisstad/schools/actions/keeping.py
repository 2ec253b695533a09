# SPDX-License-Identifier: EUPL-1.2
"""Partners keep their offers: make, change, publish, withdraw, and say when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.schools.actions.booking import end, hold
from kennisstad.schools.models import (
    Booking,
    BookingStatus,
    Moment,
    Offer,
    OfferClass,
    OfferStatus,
    OfferSubject,
    OfferText,
)
from kennisstad.web.refusals import NotNow


@dataclass(frozen=True)
class Plan:
    """When something takes place, and for how many."""

    begins_at: datetime
    ends_at: datetime
    book_until: datetime
    seats: int
    one_class: bool = False


@transaction.atomic
def make(
    *,
    partner_id: int,
    facts: Mapping[str, Any],
    classes: Collection[str],
    subjects: Collection[str],
    words: Mapping[str, Mapping[str, str]],
    by: User | None,
    at: datetime,
) -> Offer:
    """Begin an offer; nobody else sees it until it is published.

    Args:
        facts: fields of the offer, without its status.
        words: fields of the text per language.
    """
    offer = Offer.objects.create(partner_id=partner_id, **facts)
    _set(offer, classes, subjects, words)
    record("offer.made", subject=offer, by_id=by.pk if by else None, at=at)
    return offer


@transaction.atomic
def change(
    offer: Offer,
    *,
    facts: Mapping[str, Any],
    classes: Collection[str],
    subjects: Collection[str],
    words: Mapping[str, Mapping[str, str]],
    by: User | None,
    at: datetime,
) -> None:
    """Change what an offer says; what was booked stays booked."""
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())
    for name, value in facts.items():
        setattr(offer, name, value)
    offer.save(update_fields=[*facts])
    _set(offer, classes, subjects, words)
    record("offer.changed", subject=offer, by_id=by.pk if by else None, at=at)


def _set(
    offer: Offer, classes: Collection[str], subjects: Collection[str], words: Mapping[str, Mapping[str, str]]
) -> None:
    offer.classes.all().delete()
    OfferClass.objects.bulk_create([OfferClass(offer=offer, key=key) for key in classes])
    offer.subjects.all().delete()
    OfferSubject.objects.bulk_create([OfferSubject(offer=offer, subject=subject) for subject in subjects])
    for language, said in words.items():
        OfferText.objects.update_or_create(offer=offer, language=language, defaults=dict(said))


@transaction.atomic
def publish(offer: Offer, *, by: User | None, at: datetime) -> None:
    """Show an offer to schools.

    Raises:
        NotNow: it is shown already, or says too little.
    """
    _look_again(offer, OfferStatus.PUBLISHED)
    if not offer.texts.exists() or not offer.classes.exists():
        raise NotNow(_("Say first what it is and for which classes."))
    _become(offer, OfferStatus.PUBLISHED, by, at)


@transaction.atomic
def withdraw(offer: Offer, *, by: User | None, at: datetime) -> int:
    """Take an offer back; who booked or waits is told. Gives how many classes that are.

    Raises:
        NotNow: it is not shown.
    """
    _look_again(offer, OfferStatus.WITHDRAWN)
    to_come = Moment.objects.filter(offer=offer).to_come(at).soonest()
    told = sum([_let_go(moment, by, at) for moment in to_come])
    _become(offer, OfferStatus.WITHDRAWN, by, at)
    return told


@transaction.atomic
def add_moment(offer: Offer, *, plan: Plan, by: User | None, at: datetime) -> Moment:
    """Say when it takes place once more.

    Raises:
        NotNow: the day has passed, the times do not follow each other, or it stands there already.
    """
    if plan.begins_at <= at:
        raise NotNow(_("Choose a day that is still to come."))
    if not plan.book_until <= plan.begins_at < plan.ends_at:
        raise NotNow(_("It must end after it begins, and booking must end before that."))
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())
    if offer.moments.filter(begins_at=plan.begins_at, called_off_at__isnull=True).exists():
        raise NotNow(_("There is a moment at this time already."))
    moment = Moment.objects.create(offer=offer, **vars(plan))
    record("offer.moment-added", subject=offer, by_id=by.pk if by else None, at=at, moment=moment.pk)
    return moment


@transaction.atomic
def call_off(moment: Moment, *, by: User | None, at: datetime) -> int:
    """Call a moment off; who booked or waits is told. Gives how many classes that are.

    Raises:
        NotNow: it was called off before, or has begun.
    """
    hold(moment)
    if moment.called_off_at is not None or moment.begins_at <= at:
        raise NotNow(_("This moment has passed or was called off before."))
    told = _let_go(moment, by, at)
    moment.called_off_at = at
    moment.save(update_fields=["called_off_at"])
    by_id = by.pk if by else None
    record("offer.moment-called-off", subject=moment.offer, by_id=by_id, at=at, moment=moment.pk)
    return told


def _let_go(moment: Moment, by: User | None, at: datetime) -> int:
    hold(moment)
    live = Booking.objects.live().filter(moment=moment).select_related("contact").in_turn()
    found = list(live)
    for booking in found:
        booking.moment = moment
        booked = booking.status == BookingStatus.BOOKED
        end(
            booking,
            BookingStatus.CANCELLED if booked else BookingStatus.LAPSED,
            letter="called_off",
            at=at,
            by_id=by.pk if by else None,
        )
    return len(found)


def _look_again(offer: Offer, status: OfferStatus) -> None:
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())
    if not offer.can_become(status):
        raise NotNow(_("Somebody did this just before you. Look at the page again."))


def _become(offer: Offer, status: OfferStatus, by: User | None, at: datetime) -> None:
    offer.status = status
    offer.save(update_fields=["status"])
    record(f"offer.{status}", subject=offer, by_id=by.pk if by else None, at=at)

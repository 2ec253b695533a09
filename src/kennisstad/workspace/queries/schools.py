# SPDX-License-Identifier: EUPL-1.2
"""What partners do with classes, with who comes."""

from datetime import datetime

from django.db.models import Count, Min, Q

from kennisstad.accounts.models import Role, User
from kennisstad.schools.models import Moment, Offer
from kennisstad.schools.models.offer import OfferQuerySet


def partners_of(user: User) -> list[int] | None:
    """Give the organisations for which this person keeps offers; nothing means all of them."""
    return None if user.is_a(Role.BROKER) else user.partners_as(Role.PARTNER_EDITOR)


def offers_of(user: User, at: datetime) -> OfferQuerySet:
    """List the offers that this person keeps, the newest first, with what is to come."""
    found = Offer.objects.all()
    if (among := partners_of(user)) is not None:
        found = found.filter(partner__in=among)
    to_come = Q(moments__begins_at__gt=at, moments__called_off_at__isnull=True)
    counted = found.annotate(
        next_at=Min("moments__begins_at", filter=to_come),
        booked=Count("moments__bookings", filter=to_come & Q(moments__bookings__status="booked")),
        waiting=Count("moments__bookings", filter=to_come & Q(moments__bookings__status="waiting")),
    )
    return counted.select_related("partner").prefetch_related("texts").order_by("-pk")


def one_offer(pk: int) -> Offer | None:
    return Offer.objects.whole().filter(pk=pk).first()


def moments_of(offer: Offer) -> list[Moment]:
    """Read all moments with their room, the last one first."""
    return list(Moment.objects.filter(offer=offer).with_room().order_by("-begins_at", "-pk")[:200])

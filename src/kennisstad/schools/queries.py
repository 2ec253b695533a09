# SPDX-License-Identifier: EUPL-1.2
"""Reads: offers by what a teacher looks for, moments with their room, and bookings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.schools.classes import CLASSES, SECTORS, SUBJECTS, classes_of, sector_of
from kennisstad.schools.following import digests
from kennisstad.schools.models import Booking, Moment, Offer, OfferPlace, OfferStatus, School
from kennisstad.schools.models.offer import OfferQuerySet


@dataclass(frozen=True)
class Wanted:
    """What a teacher looks for; what is empty does not matter."""

    sector: str = ""
    group: str = ""
    subject: str = ""
    place: str = ""
    district: str = ""
    """The slug of one."""
    partner: str = ""
    """The key of one."""
    since: date | None = None
    """A moment on this day or later."""

    @classmethod
    def told(cls, said: Mapping[str, str], since: date | None) -> "Wanted":
        """Read what stands in an address; a word that we do not know does not matter."""
        known = {"sector": SECTORS, "group": CLASSES, "subject": SUBJECTS, "place": OfferPlace.values}
        chosen = {name: said[name] for name, among in known.items() if said.get(name, "") in among}
        free = {name: said.get(name, "") for name in ("district", "partner")}
        return cls(**chosen, **free, since=since)


def offers(wanted: Wanted, at: datetime) -> OfferQuerySet:
    """List public offers that fit, soonest moment first; those without any come last."""
    found = Offer.objects.public()
    # A class says more than its sector.
    if keys := [wanted.group] if wanted.group else classes_of(wanted.sector):
        found = found.for_classes(keys)
    if wanted.subject:
        found = found.about(wanted.subject)
    if wanted.place:
        found = found.filter(place=wanted.place)
    if wanted.district:
        found = found.filter(district__slug=wanted.district)
    if wanted.partner:
        found = found.filter(partner__key=wanted.partner)
    open_ones = Moment.objects.open(at).filter(offer=OuterRef("pk"))
    if wanted.since:
        open_ones = open_ones.filter(begins_at__gte=beginning_of(wanted.since))
    first = open_ones.order_by().values("offer").annotate(first=Min("begins_at")).values("first")
    found = found.annotate(next_at=Subquery(first))
    if wanted.since:
        found = found.filter(Exists(open_ones))
    return found.order_by(F("next_at").asc(nulls_last=True), "pk")


def beginning_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def open_moments(
    found: Collection[Offer], at: datetime, *, since: date | None = None
) -> dict[int, list[Moment]]:
    """Give the open moments of offers with their room, soonest first; one query."""
    moments = Moment.objects.open(at).filter(offer__in=[offer.pk for offer in found])
    if since:
        moments = moments.filter(begins_at__gte=beginning_of(since))
    by_offer: dict[int, list[Moment]] = defaultdict(list)
    for moment in moments.with_room().soonest():
        by_offer[moment.offer_id].append(moment)
    return by_offer


def districts_with_offers() -> Iterable[Area]:
    shown = Q(school_offers__status=OfferStatus.PUBLISHED)
    return Area.objects.districts().filter(shown).distinct().by_name()


def partners_with_offers() -> Iterable[Partner]:
    return Partner.objects.filter(school_offers__status=OfferStatus.PUBLISHED).distinct().by_name()


def one_moment(pk: int, moment: int) -> Moment | None:
    """Read a moment of an offer that visitors may know of, with its room; none of a draft."""
    known = Moment.objects.exclude(offer__status=OfferStatus.DRAFT).filter(pk=moment, offer__pk=pk)
    return known.with_room().select_related("offer__partner", "offer__district").first()


def schools_of(sectors: Collection[str]) -> Iterable[School]:
    return School.objects.filter(sector__in=list(sectors)).by_name()


def school_meant(typed: str, class_key: str) -> School | None:
    """Find a school by its name on our list, of the sector of a class before any other."""
    named = list(School.objects.filter(name__iexact=typed).by_name()[:10])
    fitting = [school for school in named if school.sector == sector_of(class_key)]
    return next(iter(fitting), None)


def booking_with(code: str) -> Booking | None:
    """Find a booking by the code in its address."""
    found = Booking.objects.filter(code_digest__in=digests(code))
    return found.select_related("moment__offer__partner", "moment__offer__district", "school").first()


def place_in_line(booking: Booking) -> int:
    """Say how many classes stand before this one on the waiting list, and itself."""
    before = Q(made_at__lt=booking.made_at) | Q(made_at=booking.made_at, pk__lte=booking.pk)
    return Booking.objects.waiting().filter(before, moment=booking.moment_id).count()


def booking_of(offer: Offer, pk: int) -> Booking | None:
    """Read one booking of an offer, with what stands in a letter about it."""
    found = Booking.objects.filter(moment__offer=offer, pk=pk)
    return found.select_related("moment__offer__partner", "school", "contact").first()


def bookings_of(offer: Offer) -> list[Booking]:
    """Read who booked moments of an offer, by moment and turn, with how to reach the teacher."""
    found = Booking.objects.filter(moment__offer=offer).select_related("moment", "school", "contact")
    return list(cast("Iterable[Booking]", found.order_by("moment__begins_at", "moment", "made_at", "pk")))

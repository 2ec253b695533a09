# SPDX-License-Identifier: EUPL-1.2
from kennisstad.schools.models.booking import Booking, BookingContact, BookingStatus
from kennisstad.schools.models.moment import Moment
from kennisstad.schools.models.offer import (
    Offer,
    OfferClass,
    OfferPlace,
    OfferStatus,
    OfferSubject,
    OfferText,
    PricePer,
    Spoken,
)
from kennisstad.schools.models.school import School

__all__ = [
    "Booking",
    "BookingContact",
    "BookingStatus",
    "Moment",
    "Offer",
    "OfferClass",
    "OfferPlace",
    "OfferStatus",
    "OfferSubject",
    "OfferText",
    "PricePer",
    "School",
    "Spoken",
]

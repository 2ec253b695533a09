# SPDX-License-Identifier: EUPL-1.2
"""Offers, moments and bookings for tests."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from kennisstad.partners.models import Partner
from kennisstad.schools import actions
from kennisstad.schools.actions import Plan, Teacher
from kennisstad.schools.models import Booking, Moment, Offer, School
from tests.making import MONDAY, make_partner

_numbers = count(1)
WORDS = {
    "nl": {
        "title": "Dino's meten",
        "does": "Leerlingen meten een bot.",
        "gives": "Ze leren schatten.",
        "brings": "Een potlood.",
    },
    "en": {
        "title": "Measuring dinosaurs",
        "does": "Pupils measure a bone.",
        "gives": "They learn to estimate.",
        "brings": "A pencil.",
    },
}


def make_offer(
    partner: Partner | None = None,
    *,
    classes: Iterable[str] = ("po-5", "po-6"),
    subjects: Iterable[str] = ("nature",),
    words: Any = None,
    publish: bool = True,
    **facts: Any,
) -> Offer:
    """Make an offer for groups 5 and 6, open for schools."""
    offer = actions.make(
        partner_id=(partner or make_partner()).pk,
        facts={"place": "partner", "minutes": 90} | facts,
        classes=list(classes),
        subjects=list(subjects),
        words=words or WORDS,
        by=None,
        at=MONDAY,
    )
    if publish:
        actions.publish(offer, by=None, at=MONDAY)
    return offer


def make_moment(
    offer: Offer | None = None,
    *,
    days: int = 14,
    seats: int = 30,
    one_class: bool = False,
    at: datetime = MONDAY,
) -> Moment:
    """Make a moment so many days ahead, to be booked until two days before."""
    begins = at + timedelta(days=days)
    plan = Plan(begins, begins + timedelta(minutes=90), begins - timedelta(days=2), seats, one_class)
    return actions.add_moment(offer or make_offer(), plan=plan, by=None, at=at)


def make_school(name: str = "", sector: str = "po", **fields: Any) -> School:
    return School.objects.create(name=name or f"Voorbeeldschool {next(_numbers)}", sector=sector, **fields)


def make_booking(moment: Moment, pupils: int = 20, *, at: datetime = MONDAY, **told: Any) -> Booking:
    """Let a teacher book, or wait if there is no room."""
    number = next(_numbers)
    values = {
        "key": uuid.uuid4(),
        "school": f"School {number}",
        "class_key": "po-5",
        "teacher": Teacher("Juf Voorbeeld", f"juf-{number}@example.org"),
        "language": "nl",
        "wait": True,
    }
    return actions.book(moment, pupils=pupils, at=at, **values | told)

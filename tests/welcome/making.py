# SPDX-License-Identifier: EUPL-1.2
"""Steps, venues and ambassadors for tests, each with one plain call."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from kennisstad.welcome.models import (
    Ambassador,
    AmbassadorMessage,
    PathStep,
    PathStepText,
    PressFact,
    PressFactText,
    Venue,
    VenueRoom,
    VenueText,
)
from tests.making import MONDAY

_numbers = count(1)


def make_step(key: str = "", *, title: str = "Register", **fields: Any) -> PathStep:
    """Make a step within 5 days of arrival, with Dutch and English words."""
    values = {"phase": "coming-in", "counted_from": "arrival", "due": 5, "known_on": date(2026, 11, 1)}
    step = PathStep.objects.create(key=key or f"step-{next(_numbers)}", **values | fields)
    for language, said in {"nl": f"{title} (nl)", "en": title}.items():
        PathStepText.objects.create(
            step=step, language=language, title=said, task="Go there.", why="Because.", source="The law"
        )
    return step


def make_venue(name: str = "Hall", *, theatre: int | None = 200, **fields: Any) -> Venue:
    venue = Venue.objects.create(key=f"venue-{next(_numbers)}", name=name, **fields)
    VenueText.objects.create(venue=venue, language="nl", about="Een zaal")
    VenueRoom.objects.create(
        venue=venue, name="Main", theatre=theatre, reception=300, is_example=True, known_on=date(2026, 11, 1)
    )
    return venue


def make_fact(**fields: Any) -> PressFact:
    number = next(_numbers)
    values = {"key": f"fact-{number}", "number": 130_181, "holds_on": date(2024, 1, 1)}
    fact = PressFact.objects.create(**values | fields)
    PressFactText.objects.create(
        fact=fact, language="en", unit="inhabitants", definition="Registered", source="CBS"
    )
    return fact


def make_ambassador(*, state: str = "shown", **fields: Any) -> Ambassador:
    """Make an ambassador who is unconfirmed, confirmed or shown."""
    number = next(_numbers)
    values = {
        "alias": f"Ana {number}",
        "country": "Spain",
        "speaks": "Spanish, English",
        "connection": "student",
        "subjects": "Rooms",
        "email": f"ana-{number}@example.org",
        "language": "en",
        "consent_version": "1",
        "consent_text": "Yes, show me.",
        "made_at": MONDAY,
        "confirmed_at": None if state == "unconfirmed" else MONDAY,
        "approved_at": MONDAY if state == "shown" else None,
    }
    return Ambassador.objects.create(**values | fields)


def make_message(ambassador: Ambassador | None = None, **fields: Any) -> AmbassadorMessage:
    values = {"name": "Bo", "email": "bo@example.org", "words": "How do I find a room?"}
    return AmbassadorMessage.objects.create(
        key=uuid4(),
        ambassador=ambassador or make_ambassador(),
        sent_at=MONDAY + timedelta(hours=1),
        **values | fields,
    )

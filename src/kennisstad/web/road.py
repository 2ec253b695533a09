# SPDX-License-Identifier: EUPL-1.2
"""The road from question to answer: six stations, the same on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

State = Literal["past", "now", "next"]

STATIONS = (
    _("asked"),
    _("clarified"),
    _("matched"),
    pgettext_lazy("station of the road", "being worked on"),
    _("given back"),
    _("used"),
)


WORKING = 3
FOUND = pgettext_lazy("station of the road", "found")
"""In place of being worked on, from the handing over until it is given back."""


@dataclass(frozen=True, slots=True)
class Station:
    """One station as a page shows it; `note` says in words what happens next, and by when."""

    label: str | Promise
    state: State
    on: date | None = None
    note: str | Promise = ""
    lasts: bool = False
    """Something that goes on from its day, where the others happened on it."""
    waits: bool = False
    """What was found is there, and was not given back yet."""


def road(now: int, days: Sequence[date | None], note: str | Promise = "") -> list[Station]:
    """Draw the whole road.

    Args:
        now: the station we are at, 0 for asked to 5 for used; 6 when the whole road was travelled.
        days: the day each station was reached, as far as known, in their order.
        note: what happens next and by when; stands with the station we are at.
    """
    known = [*days, *[None] * len(STATIONS)]
    return [
        Station(label, _state(place, now), known[place], note if place == now else "", lasts=place == WORKING)
        for place, label in enumerate(STATIONS)
    ]


def found_on(day: date | None, travelled: Sequence[Station]) -> list[Station]:
    """Say of a road that is at the work that it ended: something was found on this day, and waits."""
    return [
        replace(station, label=FOUND, on=day, lasts=False, waits=True) if place == WORKING else station
        for place, station in enumerate(travelled)
    ]


def _state(place: int, now: int) -> State:
    if place == now:
        return "now"
    return "past" if place < now else "next"

# SPDX-License-Identifier: EUPL-1.2
"""The classes of Dutch schools, from voorschool to university, and what is taught in them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Said = str | Promise

SECTORS: dict[str, Said] = {
    "voorschool": _("pre-school"),
    "po": _("primary school"),
    "vo": _("secondary school"),
    "mbo": _("vocational school (mbo)"),
    "hbo": _("university of applied sciences"),
    "wo": _("university"),
}
"""In the order of a pupil's age."""


@dataclass(frozen=True)
class Track:
    """Years that follow each other: those of a primary school, or of one kind of secondary school."""

    key: str
    sector: str
    name: Said
    years: int
    """How many; 0 where nobody counts them."""

    @property
    def classes(self) -> list[str]:
        return [f"{self.key}-{year}" for year in range(1, self.years + 1)] or [self.key]


TRACKS = (
    Track("voorschool", "voorschool", _("pre-school"), 0),
    Track("po", "po", _("primary school, group"), 8),
    Track("vmbo", "vo", "vmbo", 4),
    Track("havo", "vo", "havo", 5),
    Track("vwo", "vo", "vwo", 6),
    Track("mbo", "mbo", _("mbo, year"), 4),
    Track("hbo", "hbo", _("hbo, year"), 4),
    Track("wo", "wo", _("university, year"), 5),
)
"""Pupils choose between vmbo, havo and vwo when they are twelve; each is a road of its own."""

_TRACK_OF = {key: track for track in TRACKS for key in track.classes}
CLASSES: dict[str, Said] = {
    key: format_lazy("{} {}", track.name, key.rpartition("-")[2]) if track.years else track.name
    for key, track in _TRACK_OF.items()
}
"""Every class by key, in order; one is called `po-5` or `havo-3`."""

SUBJECTS: dict[str, Said] = {
    "language": _("language and reading"),
    "maths": _("sums and mathematics"),
    "nature": _("nature and environment"),
    "science": _("science and technology"),
    "body": _("body and health"),
    "history": _("history"),
    "world": _("the world and its peoples"),
    "art": _("art and music"),
    "society": _("living together"),
    "digital": _("computers and data"),
    "work": _("choosing studies and work"),
}


def sector_of(key: str) -> str:
    """Give the sector of a class.

    Raises:
        KeyError: there is no such class.
    """
    return _TRACK_OF[key].sector


def sectors_of(keys: Collection[str]) -> list[str]:
    """Give the sectors of these classes, the youngest first."""
    found = {sector_of(key) for key in keys}
    return [sector for sector in SECTORS if sector in found]


def classes_of(sector: str) -> list[str]:
    """Give the classes of a sector; none of what is no sector."""
    return [key for key, track in _TRACK_OF.items() if track.sector == sector]


def in_words(keys: Collection[str]) -> str:
    """Write classes as people say them, runs together: "primary school, group 5–8, vmbo 1"."""
    return ", ".join(_runs(keys))


def _runs(keys: Collection[str]) -> Iterator[str]:
    for track in TRACKS:
        if not track.years:
            yield from [str(track.name)] if track.key in keys else []
            continue
        years = [year for year in range(1, track.years + 1) if f"{track.key}-{year}" in keys]
        # In a run, year and place rise together.
        for _run, numbered in groupby(enumerate(years), lambda pair: pair[1] - pair[0]):
            run = [year for _place, year in numbered]
            yield f"{track.name} {run[0]}" if len(run) == 1 else f"{track.name} {run[0]}–{run[-1]}"

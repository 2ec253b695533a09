# SPDX-License-Identifier: EUPL-1.2
"""Tell visitors what there is to choose from a list, what they chose, and where the chosen are on the map."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from kennisstad.languages.numbers import counting
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import Map, Shown, map_of
from kennisstad.website.facets import FACETS
from kennisstad.website.finding import NAMES, Found
from kennisstad.website.labels import Label
from kennisstad.website.layers import shade


@dataclass(frozen=True)
class Choice:
    label: Label
    number: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    called: str | Promise
    groups: list[tuple[str, list[Choice]]]
    """Choices under a heading, or under nothing."""
    chosen: int
    """How many of its choices were made."""


@dataclass(frozen=True)
class Chip:
    """A choice that was made, with the address at which it is undone."""

    facet: str | Promise
    label: Label
    address: str


def facets(found: Found) -> list[Facet]:
    """Give each facet that has anything to choose, with how many each choice would show."""
    told = [_facet(name, found) for name in FACETS]
    return [facet for facet in told if facet.groups]


def _facet(name: str, found: Found) -> Facet:
    choices = [
        Choice(label, found.sifted.counts[name][key], found.asked.has(name, key))
        for key, label in found.labels[name].items()
    ]
    groups = _by_version(choices, found) if name == "theme" else [("", choices)]
    shown = [(heading, inside) for heading, inside in groups if inside]
    return Facet(name, NAMES[name], shown, sum(choice.chosen for choice in choices))


def _by_version(choices: list[Choice], found: Found) -> list[tuple[str, list[Choice]]]:
    """Put themes under the years of their version, those of today first."""
    mine = {choice.label.key: choice for choice in choices}
    return [
        (years, [mine[label.key] for label in labels if label.key in mine])
        for years, labels in found.choices.themes
    ]


def chips(found: Found, path: str) -> list[Chip]:
    return [
        Chip(NAMES[name], found.labels[name][value], found.asked.without(name, value).address(path))
        for name, values in found.asked.facets.items()
        for value in values
    ]


def map_of_found(found: Found, districts: Iterable[Area], path: str) -> Map:
    """Draw where the found are, how many by figure and pattern; each district leads to its own among them."""
    districts = list(districts)
    counted = Counter(key for item in found.items for key in item.values.get("district", ()))
    numbers = {area.pk: counted[area.slug] for area in districts}
    most = max(numbers.values(), default=0)
    listed = found.asked.but(view="list")
    return map_of(
        districts,
        {pk: number_of(found, number) for pk, number in numbers.items()},
        {area.pk: listed.only("district", area.slug).address(path) for area in districts},
        layer={pk: Shown(str(number), shade(number, most)) for pk, number in numbers.items()},
    )


def number_of(found: Found, number: int) -> str:
    """Say how many projects or results that is, as a sentence."""
    if found.kind == "projects":
        said = ngettext("%(number)s project", "%(number)s projects", number)
    else:
        said = ngettext("%(number)s result", "%(number)s results", number)
    return f"{counting(said, number)}."


def in_no_district(found: Found) -> int:
    """Count those of the whole city: no district shows them."""
    return sum(not item.values.get("district") for item in found.items)

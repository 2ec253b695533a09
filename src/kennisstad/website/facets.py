# SPDX-License-Identifier: EUPL-1.2
"""What an address chooses from a list, and how many more each choice would show; plain data, no database."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kennisstad.lib.files import shown

FACETS = ("district", "theme", "partner", "level", "year", "status")
"""In the order in which they stand in an address."""
SORTS = ("newest", "name")
VIEWS = ("list", "map")
MOST = 100
"""How many choices one address may hold: more than anybody ticks."""
PAGE = re.compile("[1-9][0-9]{0,5}")
OF_OTHERS = re.compile("utm_[a-z_]+|fbclid|gclid|mc_[a-z]+|pk_[a-z]+")
"""What other sites hang on a link to follow who clicks; it chooses nothing."""

Pairs = list[tuple[str, str]]


class BadChoice(ValueError):
    """An address chooses what cannot be chosen; the message is a sentence for the visitor."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By facet its values, each once and in order; a facet without values is not there."""
    sort: str = SORTS[0]
    view: str = VIEWS[0]
    page: int = 1

    @property
    def pairs(self) -> Pairs:
        """The one way to write this down; what is as always is left out."""
        chosen = [(name, value) for name in FACETS for value in self.facets.get(name, ())]
        rest = [("sort", self.sort, SORTS[0]), ("view", self.view, VIEWS[0]), ("page", str(self.page), "1")]
        return chosen + [(name, value) for name, value, usual in rest if value != usual]

    def address(self, path: str) -> str:
        return f"{path}?{urlencode(self.pairs)}" if self.pairs else path

    def has(self, name: str, value: str) -> bool:
        return value in self.facets.get(name, ())

    def but(self, **how: str) -> Self:
        """Ask for the same sorted or drawn in another way, from its first page."""
        return replace(self, page=1, **how)  # type: ignore[arg-type]

    def without(self, name: str, value: str) -> Self:
        return self._with(name, [one for one in self.facets.get(name, ()) if one != value])

    def only(self, name: str, value: str) -> Self:
        """Ask for this value of the facet alone."""
        return self._with(name, [value])

    def everything(self) -> Self:
        return replace(self, facets={}, page=1)

    def facets_alone(self) -> Self:
        """Leave out how it is shown: a file has no pages."""
        return self.__class__(self.facets)

    def _with(self, name: str, values: Sequence[str]) -> Self:
        facets = {**self.facets, name: tuple(values)}
        return replace(self, page=1, facets={key: chosen for key, chosen in facets.items() if chosen})


def read(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Read what an address asks for; what is empty, or of another site's making, chooses nothing.

    Raises:
        BadChoice: too much of it, a name that we do not know, or a page, sort or view that is none.
    """
    said = [(name, value.strip()) for name, value in pairs if not OF_OTHERS.fullmatch(name)]
    if len(said) > MOST:
        raise BadChoice(
            _("This address makes %(number)d choices. We take at most %(most)d.")
            % {"number": len(said), "most": MOST}
        )
    chosen: dict[str, set[str]] = {}
    shape: dict[str, str] = {}
    for name, value in said:
        if name not in (*FACETS, "sort", "view", "page"):
            raise BadChoice(_("This list does not know the choice “%(name)s”.") % {"name": shown(name)})
        if not value:
            continue
        if name in FACETS:
            chosen.setdefault(name, set()).add(value)
        elif shape.setdefault(name, value) != value:
            raise BadChoice(_("This address says “%(name)s” twice.") % {"name": name})
    facets = {name: tuple(sorted(chosen[name])) for name in FACETS if name in chosen}
    return Asked(
        facets,
        sort=_one_of(SORTS, shape.get("sort", SORTS[0])),
        view=_one_of(VIEWS, shape.get("view", VIEWS[0])),
        page=_page(shape.get("page", "1")),
    )


def _one_of(known: Sequence[str], value: str) -> str:
    if value not in known:
        raise BadChoice(_("This list cannot be shown as “%(value)s”.") % {"value": shown(value)})
    return value


def _page(value: str) -> int:
    if not PAGE.fullmatch(value):
        raise BadChoice(_("“%(value)s” is no number of a page.") % {"value": shown(value)})
    return int(value)


@dataclass(frozen=True, slots=True)
class Item:
    """A project or result, as compact as choosing needs it."""

    ident: int
    on: date
    values: Mapping[str, frozenset[str]]
    """By facet what it is known by."""
    project: int
    themes: tuple[int, ...] = ()
    """By number, as it was put under them."""


@dataclass(frozen=True)
class Sifted:
    items: list[Item]
    """Those that fit every facet, in the order in which they came."""
    counts: Mapping[str, Counter[str]]
    """By facet and value: how many fit all other facets and have this value."""


def sift(items: Iterable[Item], chosen: Mapping[str, Sequence[str]]) -> Sifted:
    """Keep what fits, and count for each value what choosing it in its facet alone would show.

    Within a facet one fitting value is enough; between facets all must fit.
    Cost: one pass; each item looks at each facet once.
    """
    wanted = {name: frozenset(values) for name, values in chosen.items()}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    fitting: list[Item] = []
    for item in items:
        misses = [name for name, values in wanted.items() if not values & item.values.get(name, frozenset())]
        if not misses:
            fitting.append(item)
        # An item that fails one facet alone would be shown by another value of that facet.
        if len(misses) <= 1:
            for name in misses or item.values:
                # Not `update`: for sets of one it takes five times as long.
                for value in item.values.get(name, ()):
                    counts[name][value] += 1
    return Sifted(fitting, counts)

# SPDX-License-Identifier: EUPL-1.2
"""Find the areas that somebody means: by postcode, or by a name."""

from collections.abc import Callable

from django.db.models import F
from django.utils.translation import gettext as _

from kennisstad.audit.standstill import until_something_happens
from kennisstad.lib.files import is_fit, shown
from kennisstad.neighbourhoods.models import Area, City, Kind
from kennisstad.neighbourhoods.outline_file import LONGEST_NAME
from kennisstad.neighbourhoods.postcode import pc4_of


class PostcodeRefused(ValueError):
    """No district goes with this; the message is a sentence for the visitor, in their language."""


class NotAPostcode(PostcodeRefused):
    """It is not written as a postcode."""

    def __init__(self) -> None:
        super().__init__(
            _("This is not a postcode. Write four digits, and the two letters if you like: 1234 AB.")
        )


class UnknownName(NotAPostcode):
    """It is no name of a district or neighbourhood."""

    def __init__(self, name: str) -> None:
        said = _("We know no district or neighbourhood called “%(name)s”. Write your postcode.")
        PostcodeRefused.__init__(self, said % {"name": shown(name)})


class OutsideTheCity(PostcodeRefused):
    """It is a postcode of another place."""

    def __init__(self, pc4: int, city: City) -> None:
        super().__init__(
            _("Postcode %(postcode)s is not in %(city)s.") % {"postcode": pc4, "city": city.name}
        )
        self.pc4, self.city_name = pc4, city.name


def area_of_postcode(text: str) -> list[Area]:
    """List the districts in which a postcode lies, the largest part of it first.

    Nothing is listed for a postcode of the city whose district nobody wrote down.

    Raises:
        NotAPostcode: it is not written as one.
        OutsideTheCity: it belongs to another place.
    """
    if (pc4 := pc4_of(text)) is None:
        raise NotAPostcode
    largest_first = F("postcodes__share").desc(nulls_last=True)
    found = Area.objects.districts().filter(postcodes__pc4=pc4).order_by(largest_first, "name", "pk")
    if (areas := list(found)) or (city := City.objects.first()) is None or city.has_postcode(pc4):
        return areas
    raise OutsideTheCity(pc4, city)


SHORTEST_BEGINNING = 4
ARTICLES = ("de ", "het ", "the ")
OFFICIAL = "district"
"""What a municipality writes behind a name and nobody says: "Merenwijkdistrict"."""


def areas_meant(typed: str) -> list[Area]:
    """List the districts that somebody means by a name or a postcode; see `area_of_postcode`.

    A district goes by the name of a neighbourhood in it too, and by the beginning of a name where no other
    district begins so.

    Raises:
        UnknownName: no district or neighbourhood is called so.
        NotAPostcode: it is not written as a postcode either.
        OutsideTheCity: it is the postcode of another place.
    """
    if len(typed) > LONGEST_NAME or not is_fit(typed):
        raise NotAPostcode
    if any(sign.isdecimal() for sign in typed):
        return area_of_postcode(typed)
    if found := areas_called(typed) or _beginning(typed):
        return found
    raise UnknownName(typed)


def areas_called(typed: str) -> list[Area]:
    """List the districts of this name, or in which a neighbourhood of this name lies; one query at most."""
    said = spoken(typed)
    if not 1 < len(said) <= LONGEST_NAME or not is_fit(typed):
        return []
    return _first_of_both(lambda name: said in (name, name.removesuffix(OFFICIAL).strip()))


def _beginning(typed: str) -> list[Area]:
    said = spoken(typed)
    found = _first_of_both(lambda name: name.startswith(said)) if len(said) >= SHORTEST_BEGINNING else []
    return found if len(found) == 1 else []


def _first_of_both(fits: Callable[[str], bool]) -> list[Area]:
    """Give the districts whose own name fits, or else those of the neighbourhoods whose name does."""
    fitting = [area for area in _all_areas() if fits(spoken(area.name))]
    districts = [area for area in fitting if area.kind == Kind.DISTRICT]
    return districts or list(dict.fromkeys(area.parent for area in fitting if area.parent))


@until_something_happens
def _all_areas() -> list[Area]:
    return list(Area.objects.select_related("parent").by_name())


def spoken(name: str) -> str:
    """Write a name as it sounds: "De Kooi" and "kooi", "Leiden-Noord" and "leiden noord" are the same."""
    plain = " ".join(name.casefold().replace("-", " ").split())
    return next((plain.removeprefix(article) for article in ARTICLES if plain.startswith(article)), plain)

# SPDX-License-Identifier: EUPL-1.2
"""Find the areas that somebody means: by postcode, or by a name."""

from django.db.models import F
from django.utils.translation import gettext as _

from kennisstad.lib.files import is_fit
from kennisstad.neighbourhoods.models import Area, City
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


def areas_meant(typed: str) -> list[Area]:
    """List the districts that somebody means by a name or a postcode; see `area_of_postcode`.

    A district goes by the beginning of its name too, as people say it, where no other begins so.

    Raises:
        NotAPostcode: it is neither the name of a district nor written as a postcode.
        OutsideTheCity: it is the postcode of another place.
    """
    if len(typed) > LONGEST_NAME or not is_fit(typed):
        raise NotAPostcode
    districts = Area.objects.districts()
    if named := districts.filter(name__iexact=typed).first():
        return [named]
    if len(typed) >= SHORTEST_BEGINNING:
        begin_so = list(districts.filter(name__istartswith=typed)[:2])
        if len(begin_so) == 1:
            return begin_so
    return area_of_postcode(typed)

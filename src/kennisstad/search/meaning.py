# SPDX-License-Identifier: EUPL-1.2
"""What somebody types who means no words: a postcode, or the code of a question."""

import re

from kennisstad.citylab import codes
from kennisstad.neighbourhoods.meant import OutsideTheCity, area_of_postcode, areas_called
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.postcode import pc4_of

_CODE = re.compile(r"[a-z]{3,12}-[0-9]{4}-[a-z]{3,12}-[a-z]{3,12}")
_BEGINS_AS_CODE = re.compile(r"[a-z]{3,12}-[0-9]{4}(?:-|$)")


def code_in(typed: str) -> str:
    """Give the follow code that somebody typed, or what has its shape; else nothing."""
    code = codes.tidy(typed)
    return code if len(typed) <= len(code) + 20 and _CODE.fullmatch(code) else ""


def places_of(typed: str) -> tuple[list[Area], str]:
    """Give the districts of a typed postcode or name; a sentence when the postcode is of another place."""
    if pc4_of(typed) is None:
        return areas_called(typed), ""
    try:
        return area_of_postcode(typed), ""
    except OutsideTheCity as elsewhere:
        return [], str(elsewhere)


def is_like_a_code(typed: str) -> bool:
    """Say whether this may become a code: a word and four digits, with something behind them or not."""
    return bool(_BEGINS_AS_CODE.match(codes.tidy(typed)))

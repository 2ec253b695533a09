# SPDX-License-Identifier: EUPL-1.2
"""Find somebody's district by what they type: a postcode, or the name of a district."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from django.utils.translation import gettext as _

from kennisstad.neighbourhoods.meant import NotAPostcode, OutsideTheCity, areas_meant
from kennisstad.neighbourhoods.models import Area


class Found(NamedTuple):
    """The districts that are meant, or else what is wrong, in a sentence for the visitor."""

    districts: Sequence[Area]
    problem: str
    status: HTTPStatus


NOT_ASKED = Found((), "", HTTPStatus.OK)


def districts_meant(typed: str) -> Found:
    """List the districts that a postcode or a name stands for, the largest part of a postcode first."""
    if not typed:
        return Found(
            (), _("You typed nothing yet. Write your postcode, such as 1234 AB."), HTTPStatus.BAD_REQUEST
        )
    try:
        if districts := areas_meant(typed):
            return Found(districts, "", HTTPStatus.OK)
    except NotAPostcode as refused:
        return Found((), str(refused), HTTPStatus.BAD_REQUEST)
    except OutsideTheCity as refused:
        return Found((), str(refused), HTTPStatus.NOT_FOUND)
    return Found((), _("We do not know yet in which district this postcode lies."), HTTPStatus.NOT_FOUND)

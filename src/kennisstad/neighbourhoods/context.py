# SPDX-License-Identifier: EUPL-1.2
"""Give every template the city."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kennisstad.audit.standstill import until_something_happens
from kennisstad.neighbourhoods.queries import the_city

_the_city = until_something_happens(the_city)


def city(request: HttpRequest) -> dict[str, object]:
    """Add `city`: read when a template first asks for it, false when there is none."""
    return {"city": SimpleLazyObject(_the_city)}

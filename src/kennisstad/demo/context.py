# SPDX-License-Identifier: EUPL-1.2
"""Tell every template whether this site shows the example."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kennisstad.audit.standstill import until_something_happens
from kennisstad.demo.models import ExampleRecord

_is_there = until_something_happens(ExampleRecord.objects.exists)


def example_data(request: HttpRequest) -> dict[str, object]:
    """Add `example_data`: looked up once per page, and only when a template asks for it."""
    return {"example_data": SimpleLazyObject(_is_there)}

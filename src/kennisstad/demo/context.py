# SPDX-License-Identifier: EUPL-1.2
"""Tell every template whether this site shows the example."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kennisstad.demo.models import ExampleRecord


def example_data(request: HttpRequest) -> dict[str, object]:
    """Add `example_data`: looked up once per page, and only when a template asks for it."""
    return {"example_data": SimpleLazyObject(ExampleRecord.objects.exists)}

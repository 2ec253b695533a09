# SPDX-License-Identifier: EUPL-1.2
"""The component book."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisstad.website.components import COMPONENTS, examples


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    answer = render(request, "website/components.html", {"components": COMPONENTS, **examples()})
    answer["X-Robots-Tag"] = "noindex"
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""The districts, and the page of each."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.overview import asked_here
from kennisstad.fieldwork.telling import asked_in_words
from kennisstad.neighbourhoods.queries import districts_with_outline, drawing_of, outlines_of
from kennisstad.website import queries
from kennisstad.website.front import districts_map
from kennisstad.website.layers import LAYERS


@require_safe
def neighbourhoods(request: HttpRequest) -> HttpResponse:
    layer = LAYERS.get(request.GET.get("layer", ""))
    districts = queries.districts()
    context = {
        "map": districts_map(districts, layer=layer, today=timezone.localdate()),
        "number": len(districts),
        "layers": LAYERS.values(),
        "layer": layer,
    }
    return render(request, "website/neighbourhoods.html", context)


@require_safe
@conditional_page
@cache_control(public=True, max_age=3600)
def outlines(request: HttpRequest) -> JsonResponse:
    """Give the outlines to the large map; the same for everybody."""
    return JsonResponse(outlines_of(districts_with_outline()))


@require_safe
def neighbourhood(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        district = queries.district(slug)
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    today = timezone.localdate()
    asked = asked_here(district.area, term_of(today), today=today)
    context = {
        "district": district,
        "area": district.area,
        "drawing": drawing_of(district.area),
        "asked": asked_in_words(asked),
        "pause": asked.pause,
    }
    return render(request, "website/neighbourhood.html", context)

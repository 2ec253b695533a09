# SPDX-License-Identifier: EUPL-1.2
"""The districts, and the page of each."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.overview import asked_here
from kennisstad.fieldwork.telling import asked_in_words
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.outline_file import LONGEST_NAME
from kennisstad.neighbourhoods.queries import (
    districts_by_name,
    districts_with_outline,
    drawing_of,
    outlines_of,
)
from kennisstad.web.pages import page_or_part
from kennisstad.website import agenda, by_postcode, queries
from kennisstad.website.front import districts_map
from kennisstad.website.layers import LAYERS
from kennisstad.website.wording import white_spot

MOMENTS_SHOWN = 10


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
def find_neighbourhood(request: HttpRequest) -> HttpResponse:
    """Lead to the district of a postcode; what was typed is kept nowhere."""
    typed = request.GET.get("postcode", "").strip()
    found, problem, status = (
        by_postcode.districts_meant(typed) if "postcode" in request.GET else by_postcode.NOT_ASKED
    )
    if len(found) == 1:
        answer: HttpResponse = redirect("website:neighbourhood", found[0].slug)
    else:
        context = {
            "typed": typed[:LONGEST_NAME],
            "found": found,
            "problem": problem,
            "districts": districts_by_name(),
        }
        answer = render(request, "website/find_neighbourhood.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def neighbourhood(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        district = queries.district(slug, today)
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    asked = asked_here(district.area, term_of(today), today=today)
    context = {
        "district": district,
        "area": district.area,
        "drawing": drawing_of(district.area),
        "asked": asked_in_words(asked),
        "pause": asked.pause,
        "white_spot": white_spot(district.area, today),
    }
    return render(request, "website/neighbourhood.html", context)


@require_safe
def district_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell what is planned in a district: a page of its own, and a late part of the district's page."""
    area = get_object_or_404(Area.objects.districts(), slug=slug)
    context = {"area": area, "moments": agenda.coming(timezone.localdate(), district=area.pk)[:MOMENTS_SHOWN]}
    return page_or_part(
        request,
        page="website/district_agenda.html",
        part="website/parts/district_agenda.html",
        context=context,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Campuses and sites on the map, homes, spin-offs; each list as CSV too."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisstad.campus import city_map, queries, sheet, telling
from kennisstad.campus.models import Field, HousingStatus, Whom
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.web.forms import clean_words

A_PAGE = 50
LONGEST = 120
HOMES_BY = ("whom", "status", "year", "district")
SPIN_OFFS_BY = ("institution", "decade", "field")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    campuses, sites, homes = queries.campuses(), queries.sites(), with_texts(queries.housing())
    context = {
        "campuses": campuses,
        "sites": [(site, city_map.address_of(site)) for site in sites],
        "homes": homes,
        "map": city_map.map_with(campuses, sites, homes),
        "sentences": telling.standing_in_words(queries.standing(homes)),
        "companies": telling.companies_in_words(queries.companies_of(queries.spin_offs())),
    }
    return render(request, "campus/home.html", context)


@require_safe
def campus(request: HttpRequest, slug: str) -> HttpResponse:
    found = next((one for one in queries.campuses() if one.key == slug), None)
    if found is None:
        raise Http404
    context = {
        "campus": found,
        "sites": queries.sites(found),
        "spin_offs": queries.spin_offs().filter(campus=found),
        "homes": queries.housing().filter(district=found.district),
    }
    return render(request, "campus/campus.html", context)


@require_safe
def housing(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request, HOMES_BY)
    found = queries.housing_like(chosen)
    totals = queries.homes_of(found)
    context = _page(request, found) | {
        "chosen": chosen,
        "query": _query(chosen),
        "sentence": telling.chosen_homes_in_words(totals),
        "totals": totals,
        "whoms": Whom.choices,
        "statuses": HousingStatus.choices,
        "years": queries.years_of_homes(),
        "districts": districts_by_name(),
    }
    return render(request, "campus/housing.html", context)


@require_safe
def housing_table(request: HttpRequest) -> HttpResponse:
    found = queries.housing_like(_chosen(request, HOMES_BY))
    return _csv(sheet.homes_as_csv(found), "housing.csv")


@require_safe
def spin_offs(request: HttpRequest) -> HttpResponse:
    chosen = _chosen(request, SPIN_OFFS_BY)
    found = queries.spin_offs_like(chosen)
    context = _page(request, found) | {
        "chosen": chosen,
        "query": _query(chosen),
        "sentence": telling.companies_in_words(queries.companies_of(found)),
        "institutions": queries.founders(),
        "decades": queries.decades(),
        "fields": Field.choices,
    }
    return render(request, "campus/spin_offs.html", context)


@require_safe
def spin_offs_table(request: HttpRequest) -> HttpResponse:
    found = queries.spin_offs_like(_chosen(request, SPIN_OFFS_BY))
    return _csv(sheet.companies_as_csv(found), "spin-offs.csv")


def _page(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Read one page of rows with their words; three queries."""
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    keys = [row.pk for row in page.object_list]
    return {"page": page, "rows": with_texts(found.filter(pk__in=keys))}


def _chosen(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    return {name: clean_words(request.GET.get(name, ""))[:LONGEST] for name in names}


def _query(chosen: dict[str, str]) -> str:
    return urlencode({name: value for name, value in chosen.items() if value})


def _csv(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)

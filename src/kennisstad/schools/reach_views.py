# SPDX-License-Identifier: EUPL-1.2
"""The public page of which schools and districts take part, and its table."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kennisstad.schools.classes import SECTORS
from kennisstad.schools.overview import first_year, reach
from kennisstad.schools.school_years import SchoolYear, year_named, year_of
from kennisstad.schools.sheet import reach_csv
from kennisstad.schools.telling import pupils_in_words, told


@require_safe
def reach_page(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    year, first, last = _chosen(request, at), first_year(at), year_of(timezone.localdate(at))
    found = reach(year, at)
    context = {
        "reach": found,
        "year": year,
        "rows": [
            (one, told(one.whole), [(SECTORS[key], part, pupils_in_words(part)) for key, part in one.sectors])
            for one in found.districts
        ],
        "sectors": [(SECTORS[key], part, told(part)) for key, part in found.sectors if part.schools],
        "elsewhere": pupils_in_words(found.elsewhere),
        "before": year.begins - 1 if year.begins > first.begins else None,
        "after": year.begins + 1 if year.begins < last.begins else None,
    }
    return render(request, "schools/reach.html", context)


@require_safe
def reach_table(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    year = _chosen(request, at)
    name = f"schools-reached-{year.begins}.csv"
    return HttpResponse(
        reach_csv(reach(year, at)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(request: HttpRequest, at: datetime) -> SchoolYear:
    """Give the school year that a visitor chose, or the one of today."""
    return year_named(request.GET.get("year", "")) or year_of(timezone.localdate(at))

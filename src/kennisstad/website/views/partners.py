# SPDX-License-Identifier: EUPL-1.2
"""Who takes part, and what they do."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kennisstad.website import partner_reads, whole


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    found = partner_reads.partners(timezone.localdate())
    return render(request, "website/partners.html", {"partners": found})


@require_safe
def partner(request: HttpRequest, key: str) -> HttpResponse:
    try:
        found = whole.partner(key, timezone.localdate())
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    return render(request, "website/partner.html", {"whole": found, "partner": found.partner})

# SPDX-License-Identifier: EUPL-1.2
"""The report for editors of what has to be mended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisstad.website.checking import faults


@require_safe
def to_mend(request: HttpRequest) -> HttpResponse:
    return render(request, "website/editors/to_mend.html", {"faults": faults()})

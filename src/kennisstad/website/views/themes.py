# SPDX-License-Identifier: EUPL-1.2
"""What the partners work on together, theme by theme."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kennisstad.website import themes as reads
from kennisstad.website.subjects import part_of


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    return render(request, "website/themes.html", {"lines": reads.Themes(timezone.localdate()).lines()})


@require_safe
def theme(request: HttpRequest, key: str) -> HttpResponse:
    found = reads.theme(key, timezone.localdate())
    if found is None:
        raise Http404
    part = part_of(found.introduction.subject) if found.introduction else None
    context = {"whole": found, "theme": found.line.theme, "part": part}
    return render(request, "website/theme.html", context)

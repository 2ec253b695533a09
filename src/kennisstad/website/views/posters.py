# SPDX-License-Identifier: EUPL-1.2
"""Posters of districts and results: as a page to look at and print, and as a PDF."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kennisstad.web import paper
from kennisstad.web.limits import network_of, spend
from kennisstad.web.refusals import Refusal
from kennisstad.website import poster, queries

HOUR = timedelta(hours=1)
PER_HOUR = 40
"""A PDF takes this machine a second or more."""


@require_safe
def district_page(request: HttpRequest, slug: str) -> HttpResponse:
    made = _of_district(slug)
    return _page(request, made, "website:neighbourhood", "website:district_poster", slug)


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    size = _size(request)
    return _paper(request, _of_district(slug), f"{slug}-{size}", size)


@require_safe
def result_page(request: HttpRequest, pk: int) -> HttpResponse:
    made = _of_result(pk)
    return _page(request, made, "website:result", "website:result_poster", pk)


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    size = _size(request)
    return _paper(request, _of_result(pk), f"{pk}-{size}", size)


def _of_district(slug: str) -> poster.Poster:
    try:
        area = queries.counted().get(slug=slug)
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    return poster.of_district(area, site=settings.SITE_ADDRESS, today=timezone.localdate())


def _of_result(pk: int) -> poster.Poster:
    try:
        found, area = queries.result_and_district(pk)
    except ObjectDoesNotExist as nowhere:
        raise Http404 from nowhere
    return poster.of_result(found, area, site=settings.SITE_ADDRESS, today=timezone.localdate())


def _size(request: HttpRequest) -> str:
    size = request.GET.get("size", poster.SIZES[0]).lower()
    if size not in poster.SIZES:
        raise Refusal(_("There are posters on A4 and on A3. Choose one of these two sizes."))
    return size


def _page(request: HttpRequest, made: poster.Poster, back: str, file: str, key: object) -> HttpResponse:
    context = {
        "poster": made,
        "back": reverse(back, args=[key]),
        "paper": reverse(file, args=[key]),
        "can_make": paper.can_make(),
    }
    return render(request, "website/poster.html", context)


def _paper(request: HttpRequest, made: poster.Poster, name: str, size: str) -> HttpResponse:
    spend("website.poster", network_of(request), limit=PER_HOUR, per=HOUR, at=timezone.now())
    content = poster.on_paper(made, size)
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="poster-{name}.pdf"'
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""The archive: every issue that went out, as a page and as a feed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kennisstad.newsletter.feeds import feed
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rendering import load, parts_of
from kennisstad.web.pages import page_or_part

ISSUES_A_PAGE = 26


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    issues = Issue.objects.public().newest().prefetch_related("texts")
    return page_or_part(
        request,
        page="newsletter/archive.html",
        part="newsletter/parts/issues.html",
        context={"page": Paginator(issues, ISSUES_A_PAGE).get_page(request.GET.get("page"))},
    )


@require_safe
def issue(request: HttpRequest, number: int) -> HttpResponse:
    found = Issue.objects.public().numbered(number).prefetch_related("texts").first()
    if found is None:
        raise Http404
    parts = parts_of(load(found).items, get_language() or "")
    before, after = Issue.objects.public().beside(number)
    context = {"issue": found, "parts": parts, "before": before, "after": after}
    return render(request, "newsletter/issue.html", context)


@require_safe
def archive_feed(request: HttpRequest) -> HttpResponse:
    name = request.resolver_match.view_name if request.resolver_match else ""
    written, kind = feed(name)
    return HttpResponse(written, content_type=kind)

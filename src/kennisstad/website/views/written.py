# SPDX-License-Identifier: EUPL-1.2
"""News, stories, guides and the agenda: editors' pages under addresses of ours."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kennisstad.web.pages import page_or_part
from kennisstad.website import agenda_file, queries
from kennisstad.website.agenda import coming
from kennisstad.website.feeds import NewsFeed
from kennisstad.website.models import AgendaPage, GuideIndexPage, NewsIndexPage, StoryIndexPage
from kennisstad.website.planned import chosen_in

SOON, SHOWN_SOON = timedelta(weeks=6), 6


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    return _served(request, NewsIndexPage)


@require_safe
def stories(request: HttpRequest) -> HttpResponseBase:
    return _served(request, StoryIndexPage)


@require_safe
def guides(request: HttpRequest) -> HttpResponseBase:
    return _served(request, GuideIndexPage)


@require_safe
def agenda(request: HttpRequest) -> HttpResponseBase:
    return _served(request, AgendaPage)


@require_safe
def soon(request: HttpRequest) -> HttpResponse:
    """Tell what comes in the next weeks: a page of its own, and a late part of the home page."""
    today = timezone.localdate()
    context = {"moments": coming(today, until=today + SOON)[:SHOWN_SOON]}
    return page_or_part(request, page="website/soon.html", part="website/parts/moments.html", context=context)


@require_safe
def agenda_as_file(request: HttpRequest) -> HttpResponse:
    chosen = chosen_in(request.GET)
    moments = coming(timezone.localdate(), district=chosen.area, theme=chosen.theme)
    return HttpResponse(
        agenda_file.written(moments, at=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="agenda.ics"'},
    )


@require_safe
def news_feed(request: HttpRequest) -> HttpResponse:
    return NewsFeed()(request)


def _served(request: HttpRequest, kind: queries.Index) -> HttpResponseBase:
    page = queries.index_page(kind, get_language() or settings.LANGUAGE_CODE)
    if page is None:
        raise Http404
    answer: HttpResponseBase = page.serve(request)
    return answer

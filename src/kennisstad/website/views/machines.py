# SPDX-License-Identifier: EUPL-1.2
"""What search engines, browsers and people who found a fault look for, and pictures to share a page with."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kennisstad.neighbourhoods.queries import the_city
from kennisstad.web.headers import NOTHING_ALLOWED
from kennisstad.web.limits import network_of, spend
from kennisstad.website import sitemap
from kennisstad.website.cards import picture
from kennisstad.website.shared_cards import card_of
from kennisstad.website.theme import stored

HOUR = timedelta(hours=1)
A_DAY = cache_control(public=True, max_age=86_400)
STAYS_VALID = timedelta(days=180)
"""How long the address for faults is promised to hold; security.txt wants less than a year."""


@A_DAY
@require_safe
def card(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    found = card_of(kind, key)
    if found is None:
        raise Http404
    etag = quote_etag(found.digest)
    if (known := get_conditional_response(request, etag=etag)) is not None:
        return known
    spend("website.card", network_of(request), limit=600, per=HOUR, at=timezone.now())
    return HttpResponse(picture(found), content_type="image/png", headers={"ETag": etag})


@A_DAY
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    parts = range(1, sitemap.parts() + 1)
    if len(parts) == 1:
        return _sitemap(request, 1)
    return _xml(request, "website/machines/sitemap_index.xml", {"parts": parts})


@A_DAY
@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    if not 1 <= number <= sitemap.parts():
        raise Http404
    return _sitemap(request, number)


def _sitemap(request: HttpRequest, number: int) -> HttpResponse:
    return _xml(request, "website/machines/sitemap.xml", {"places": sitemap.part(number)})


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    context["site"] = settings.SITE_ADDRESS
    return render(request, template, context, content_type="application/xml; charset=utf-8")


@A_DAY
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _text(request, "website/machines/robots.txt", {"closed": _closed()})


def _closed() -> list[str]:
    """Give where robots have nothing to look for: desks, and pages that a code opens."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found += [reverse(name) for name in sitemap.NOT_FOR_ROBOTS]
    return found


@A_DAY
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    until = (timezone.now() + STAYS_VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    city = the_city()
    return _text(
        request, "website/machines/security.txt", {"city": city, "until": f"{until:%Y-%m-%dT%H:%M:%SZ}"}
    )


def _text(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    context["site"] = settings.SITE_ADDRESS
    return render(request, template, context, content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=31_536_000, immutable=True)
@require_safe
def theme_file(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    found = stored.file_of(digest, name)
    if found is None:
        raise Http404
    content, kind = found
    # Whoever opens a logo by its own address sees a drawing and nothing else.
    alone = f"{NOTHING_ALLOWED}; sandbox"
    return HttpResponse(content, content_type=kind, headers={"Content-Security-Policy": alone})


@A_DAY
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    city = the_city()
    name = f"Kennisstad {city.name if city else ''}".strip()
    icons = [
        {"src": static(f"web/images/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    told = {
        "name": name,
        "short_name": "Kennisstad",
        "lang": settings.LANGUAGE_CODE,
        "start_url": reverse("website:home"),
        "display": "minimal-ui",
        "background_color": "#fbf8f1",
        "theme_color": "#fbf8f1",
        "icons": [*icons, {**icons[1], "purpose": "maskable"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")

# SPDX-License-Identifier: EUPL-1.2
"""Public pages are made once and given to everybody, until something happens.

The journal says when: a page made before its newest line is not given again. So nobody has to remember which
pages a change shows on, and a change made by another process or machine counts as well.
"""

import time
from collections.abc import Callable
from hashlib import sha256
from typing import TypeGuard

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kennisstad.audit.standstill import KEEP, begin_at, state_of_the_journal
from kennisstad.web.public_forms import ONLY_ONCE

LOOK_AGAIN = 0.25
"""Seconds between two looks at the journal in one process: with making the page, well within one second."""
STORED_OUTSIDE, NOT_OUTSIDE = "1", "0"
"""Seconds that a proxy of our own may store a page; nginx reads this, and tells nobody."""
LARGEST, LONGEST_QUERY = 400_000, 200
"""Bytes of a page and characters of a query that are worth keeping."""
MOST_BYTES = 64_000_000
"""Of pages in one process: whoever asks for ever other addresses cannot fill the machine's memory."""
SAFE = ("GET", "HEAD")
SEEN_IN = {"x-part", "cookie", "accept-language", "accept-encoding"}
"""What a page may vary by: the key says the first; the rest makes no difference without a cookie of ours."""


class PageCacheMiddleware:
    """Stands before everything else, so that a page that is known costs nothing more than looking it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if isinstance(caches["pages"], DummyCache):
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._looked_at = 0.0
        self._state = ""
        self._bytes = 0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if settings.TRUSTED_PROXIES and not request.path_info.startswith(settings.STATIC_URL):
            response.headers.setdefault("X-Accel-Expires", NOT_OUTSIDE)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_for_anybody(request):
            return self.get_response(request)
        try:
            # Taken before the page is made: what happens meanwhile makes it old at once.
            state = self._newest()
        except DatabaseFault:
            # Further on this becomes a page with its headers, and files need no database.
            return self.get_response(request)
        key = _key(request, state)
        if kept := caches["pages"].get(key):
            content, headers = kept
            return HttpResponse(content, headers=headers)
        begin_at(state)
        response = self.get_response(request)
        if is_same_for_everybody(response, request):
            # What somebody typed stands in the address, and must not come to lie on a disk.
            if settings.TRUSTED_PROXIES and not request.META.get("QUERY_STRING"):
                response.headers["X-Accel-Expires"] = STORED_OUTSIDE
            self._keep(key, response)
        return response

    def _keep(self, key: str, response: HttpResponse) -> None:
        self._bytes += len(response.content)
        if self._bytes > MOST_BYTES:
            # Rather a new beginning than counting what went by itself.
            caches["pages"].clear()
            self._bytes = len(response.content)
        caches["pages"].set(key, (response.content, dict(response.items())), KEEP)

    def _newest(self) -> str:
        """Say how far the journal is; asked a few times a second at most."""
        now = time.monotonic()
        if now - self._looked_at > LOOK_AGAIN or not self._state:
            self._state, self._looked_at = state_of_the_journal(), now
        return self._state


def _key(request: HttpRequest, state: str) -> str:
    # As the request has them: what the site thinks of a host is judged when the page is made.
    named = (
        request.method == "HEAD",
        request.scheme,
        request.META.get("HTTP_HOST"),
        "X-Part" in request.headers,
        # As they came: written in another way, two addresses would be one.
        request.META.get("SCRIPT_NAME"),
        request.path_info,
        request.META.get("QUERY_STRING"),
    )
    return sha256(repr((state, *named)).encode()).hexdigest()


def _words(header: str) -> set[str]:
    return {word.strip().lower() for word in header.split(",") if word.strip()}


def _is_for_anybody(request: HttpRequest) -> bool:
    """Say whether whoever asks is nobody in particular: no cookie of ours, nothing sent."""
    return (
        request.method in SAFE
        and not request.path_info.startswith((settings.STATIC_URL, settings.MEDIA_URL))
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"} & request.COOKIES.keys()
        and "HTTP_AUTHORIZATION" not in request.META
    )


def is_same_for_everybody(response: HttpResponseBase, request: HttpRequest) -> TypeGuard[HttpResponse]:
    """Say whether this answer may be given to others: whole, made for nobody, not forbidden to be kept."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not getattr(request, ONLY_ONCE, False)
        and not {"no-store", "private"} & _words(response.get("Cache-Control", ""))
        and _words(response.get("Vary", "")) <= SEEN_IN
        and len(response.content) <= LARGEST
    )

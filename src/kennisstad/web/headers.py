# SPDX-License-Identifier: EUPL-1.2
"""What every answer says to the browser, whoever made the answer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeGuard

from csp.constants import HEADER, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kennisstad.web.editor_scripts import STYLES, script_hashes

P = ParamSpec("P")

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FOR_WHOEVER_KNOWS_IT = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
PERSONAL = "is_answered_to_whoever_knows_it"
"""The mark on a request whose every answer, a refusal or a fault too, is kept by no cache and no index."""
NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For an answer that got no policy from anywhere else."""
A_YEAR = "max-age=31536000"


class HeadersMiddleware:
    """Stands first, so that no answer leaves without its headers: pages, files, refusals, faults."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SITE_ADDRESS.startswith("https://"):
            response.headers["Strict-Transport-Security"] = A_YEAR
        if is_for_one_person(request, response):
            response.headers["Cache-Control"] = "no-store"
        if getattr(request, PERSONAL, False):
            for name, value in FOR_WHOEVER_KNOWS_IT.items():
                response.headers[name] = value
        if request.path_info.startswith(getattr(settings, "EDITOR_PATH", "/redactie/")):
            response.headers[HEADER] = editor_policy(response)
        response.headers.setdefault(HEADER, NOTHING_ALLOWED)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_given: object) -> None:
        # Before another middleware can refuse the request in the place of the view.
        if getattr(view, PERSONAL, False):
            setattr(request, PERSONAL, True)


def is_for_one_person(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether this answer was made for somebody, so that no cache may keep it.

    Whoever signed in sends a session cookie; a form with a token sets one. Asking for the user
    instead would read the session on every public page.
    """
    if "public" in response.get("Cache-Control", ""):
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)


def personal(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Mark a view whose pages are for whoever knows their address: kept by no cache and no index."""

    @wraps(view)
    def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # The middleware does the rest: what the view refuses is answered elsewhere.
        setattr(request, PERSONAL, True)
        return view(request, *args, **kwargs)

    setattr(marked, PERSONAL, True)
    return marked


def is_page(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html")


def editor_policy(response: HttpResponseBase) -> str:
    """Write the policy of the editors' pages: their few scripts and styles, and previews inside a page."""
    in_a_frame = response.headers["X-Frame-Options"] == "SAMEORIGIN"
    return build_policy(
        update={
            "script-src": script_hashes(response.content.decode()) if is_page(response) else [],
            "style-src": STYLES,
            "img-src": ["data:", "blob:"],
            "frame-src": [SELF],
        },
        replace={"frame-ancestors": [SELF]} if in_a_frame else {},
    )

# SPDX-License-Identifier: EUPL-1.2
"""Forms for everyone: no account, no cookie, and still not to be sent from somebody else's site."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kennisstad.web.refusals import NotAllowed

P = ParamSpec("P")
ONLY_ONCE = "has_a_form_of_its_own"
"""The mark on a request whose page is given once: its form may hold a key by which it is known when sent."""
CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")


def public_form(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Take a form without a token, because a token needs a cookie.

    The browser itself says where a form was sent from; the answer to a form from elsewhere is 403.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        setattr(request, ONLY_ONCE, True)
        if request.method not in CHANGES_NOTHING and comes_from_elsewhere(request):
            raise NotAllowed(_("This form was sent from another site. Fill it in on our own page."))
        return view(request, *args, **kwargs)

    return guarded


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Say whether the browser tells that another site made it send this.

    `Sec-Fetch-Site` cannot be set by a page, so it is believed first; browsers without it send
    `Origin` with every form. A request with neither did not come from a page in a browser.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != request.get_host().lower()
    except ValueError:
        return True

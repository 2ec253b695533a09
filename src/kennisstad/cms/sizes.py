# SPDX-License-Identifier: EUPL-1.2
"""What is far too large for any form of the editors' pages is refused before a byte of it is read."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kennisstad.web.refusals import page
from kennisstad.web.sent_files import TOO_LARGE

MOST_BYTES = 25_000_000
"""What is smaller reaches the form, which says what is wrong with it; no image over 10 MB is kept."""


class EditorSizesMiddleware:
    """Stands before whatever looks for a form's token, for that reads all that was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or ""
        is_editing = request.path_info.startswith(settings.EDITOR_PATH)
        if is_editing and length.isdecimal() and int(length) > MOST_BYTES:
            return page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
        return self.get_response(request)

# SPDX-License-Identifier: EUPL-1.2
"""The first page."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kennisstad.website import queries


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    page = queries.home_page(get_language() or settings.LANGUAGE_CODE)
    if page is None:
        raise Http404
    answer: HttpResponseBase = page.serve(request)
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""One template, two ways to ask for it: the whole page, or the part that changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_part(request: HttpRequest, *, page: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with the whole page, or, when our script asks with `X-Part`, with its changing part."""
    answer = render(request, part if "X-Part" in request.headers else page, context)
    patch_vary_headers(answer, ["X-Part"])
    return answer

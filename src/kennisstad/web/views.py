# SPDX-License-Identifier: EUPL-1.2
"""What a form's own script asks for."""

import re

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kennisstad.web import proof
from kennisstad.web.limits import network_of

PURPOSE = re.compile(r"[a-z]{2,20}\.[a-z-]{2,20}")


@cache_control(no_store=True)
@require_safe
def challenge(request: HttpRequest, purpose: str) -> JsonResponse:
    """Give a sum for the form of this name; nothing is kept, and no cookie is set."""
    if not PURPOSE.fullmatch(purpose):
        raise Http404
    return JsonResponse(proof.challenge(purpose, network=network_of(request), at=timezone.now()))

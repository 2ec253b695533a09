# SPDX-License-Identifier: EUPL-1.2
"""What a form's own script asks for."""

import re

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kennisstad.web import proof
from kennisstad.web.limits import network_of, spend

CHALLENGES = 100
"""For one network within ten minutes: a school class behind one address, with some to spare."""
PURPOSE = re.compile(r"[a-z]{2,20}\.[a-z-]{2,20}")


@cache_control(no_store=True)
@require_safe
def challenge(request: HttpRequest, purpose: str) -> JsonResponse:
    """Give a sum for the form of this name; of it nothing is kept, and no cookie is set.

    What it costs is settled when it is fetched, so nobody may fetch a heap while it is cheap. Whoever gets no
    more can send the form all the same, and is looked at first.
    """
    if not PURPOSE.fullmatch(purpose):
        raise Http404
    network, now = network_of(request), timezone.now()
    spend("web.challenge", network, limit=CHALLENGES, per=proof.LATELY, at=now)
    return JsonResponse(proof.challenge(purpose, network=network, at=now))

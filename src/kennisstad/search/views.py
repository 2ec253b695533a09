# SPDX-License-Identifier: EUPL-1.2
"""The search page, and what may be meant while somebody types."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.neighbourhoods.postcode import pc4_of
from kennisstad.search import finding, meaning
from kennisstad.search.finding import ROWS_A_PAGE, Found
from kennisstad.search.guard import Guard
from kennisstad.web.forms import clean_words
from kennisstad.web.headers import personal
from kennisstad.web.limits import OFTEN, network_of
from kennisstad.web.pages import page_or_part
from kennisstad.web.refusals import TooOften

LONGEST = 200
"""Characters that are looked for."""
LAST_PAGE = 500
SEARCHES = Guard(limit=600, per=timedelta(minutes=10))
HINTS = Guard(limit=6_000, per=timedelta(minutes=10))
"""A school or library is one network: both are far above what its people do."""
HINTS_ARE_KEPT = "public, max-age=20"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = clean_words(request.GET.get("q", "")[: 20 * LONGEST])
    if meaning.code_in(typed):
        return _code(request)
    if len(typed) > LONGEST:
        context = {"typed": typed[:LONGEST], "too_long": True, "longest": LONGEST}
        return render(request, "search/search.html", context, status=400)
    context = _found(request, " ".join(typed.split())) if typed else {"typed": ""}
    return page_or_part(request, page="search/search.html", part="search/parts/found.html", context=context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer with the choices beneath the box; nothing for a code, which is nobody's business."""
    typed = clean_words(request.GET.get("q", "")[:LONGEST])
    _hold_back(HINTS, request)
    hints = [] if meaning.is_like_a_code(typed) else finding.hints(typed, language=_language())
    answer = render(request, "search/parts/suggestions.html", {"hints": hints})
    answer.headers["Cache-Control"] = HINTS_ARE_KEPT
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@personal
def _code(request: HttpRequest) -> HttpResponse:
    code = meaning.code_in(clean_words(request.GET.get("q", "")))
    return render(request, "search/code.html", {"code": code})


def _found(request: HttpRequest, typed: str) -> dict[str, Any]:
    _hold_back(SEARCHES, request)
    group, number = request.GET.get("kind", "")[:20], _number(request.GET.get("page", ""))
    found = finding.find(typed, language=_language(), group=group, page=number)
    page = _page_of(found, group, number)
    if page["page"] and page["page"].number != number:
        # Past the end: the last page there is.
        found = finding.find(typed, language=_language(), group=group, page=page["page"].number)
    places, elsewhere = meaning.places_of(typed)
    return {
        "typed": typed,
        "found": found,
        "places": places,
        "is_postcode": pc4_of(typed) is not None,
        "elsewhere": elsewhere,
        "query": urlencode({"q": typed}),
        "nothing": _help(typed) if not found.count and not places else None,
        **page,
    }


def _page_of(found: Found, group: str, number: int) -> dict[str, Any]:
    """Say which group was chosen, and which page of it this is."""
    chosen = next((section for section in found.sections if section.group.key == group), None)
    count = chosen.count if chosen else 0
    page = Paginator(range(count), ROWS_A_PAGE).get_page(number) if chosen else None
    return {"chosen": chosen, "page": page}


def _help(typed: str) -> dict[str, Any]:
    return {"like": finding.like(typed), "themes": themes_to_choose()}


def _hold_back(guard: Guard, request: HttpRequest) -> None:
    if (wait := guard.wait(network_of(request), timezone.now())) is not None:
        raise TooOften(OFTEN, retry_after=wait)


def _number(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _language() -> str:
    return get_language() or "nl"

# SPDX-License-Identifier: EUPL-1.2
"""The newcomer's path: which steps, by when, and as a file for a diary."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from kennisstad.web.limits import network_of, spend
from kennisstad.web.pages import page_or_part
from kennisstad.web.public_forms import public_form
from kennisstad.welcome import queries
from kennisstad.welcome.choices import Newcomer, Passport
from kennisstad.welcome.forms import DaysForm, WhoForm
from kennisstad.welcome.queries import PlannedPhase
from kennisstad.welcome.telling import diary_in_words

HOUR = timedelta(hours=1)
A_LOT = 600
"""Paths an hour for one network: a whole school may be behind it."""


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def path(request: HttpRequest) -> HttpResponse:
    """Show the steps for who somebody is; days come in the body of a form, and are not kept."""
    who, days = _who(request.GET), DaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        spend("welcome.path", network_of(request), limit=A_LOT, per=HOUR, at=timezone.now())
    return _page(request, who, days)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def path_calendar(request: HttpRequest) -> HttpResponse:
    """Give the last days as a file; the days of coming and going come in the body and are not kept."""
    if request.method != "POST":
        return redirect(_address(request.GET))
    who, days, now = _who(request.GET), DaysForm(request.POST), timezone.now()
    spend("welcome.path", network_of(request), limit=A_LOT, per=HOUR, at=now)
    if not who.is_valid() or not days.is_valid():
        return _page(request, who, days)
    written, _number = diary_in_words(_steps(who, days), at=now)
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="newcomer.ics"'
    patch_cache_control(answer, no_store=True)
    return answer


def _page(request: HttpRequest, who: WhoForm, days: DaysForm) -> HttpResponse:
    known = who.is_valid()
    context = {
        "who": who,
        "days": days,
        "form": days if days.errors else who,
        "phases": _steps(who, days) if known else [],
        "kind": Newcomer(who.cleaned_data["kind"]) if known else None,
        "query": request.GET.urlencode(),
        "is_dated": days.is_bound and days.is_valid(),
    }
    answer = page_or_part(
        request, page="welcome/path.html", part="welcome/parts/path_steps.html", context=context
    )
    if days.errors or (who.is_bound and not known):
        answer.status_code = 400
    if days.is_bound:
        patch_cache_control(answer, no_store=True)
    return answer


def _steps(who: WhoForm, days: DaysForm) -> list[PlannedPhase]:
    given = days.cleaned_data if days.is_bound and days.is_valid() else {}
    return queries.newcomer_path(
        Newcomer(who.cleaned_data["kind"]),
        Passport(who.cleaned_data["passport"]),
        today=timezone.localdate(),
        arrival=given.get("arrival"),
        departure=given.get("departure"),
    )


def _who(sent: QueryDict) -> WhoForm:
    """Read who somebody is from the address; nothing is wrong yet where nothing is said."""
    return WhoForm(sent if "kind" in sent else None, initial={"passport": Passport.ANY})


def _address(sent: QueryDict) -> str:
    return reverse("welcome:path") + (f"?{sent.urlencode()}" if sent else "")

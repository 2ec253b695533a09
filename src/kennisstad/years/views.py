# SPDX-License-Identifier: EUPL-1.2
"""A themed year as everybody may see it, its days, asking for one, and the page of whoever did."""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from kennisstad.neighbourhoods.queries import drawing_of
from kennisstad.web.forms import clean_words
from kennisstad.web.headers import personal
from kennisstad.web.limits import network_of, spend
from kennisstad.web.public_forms import public_form
from kennisstad.years import actions, diary, queries, telling
from kennisstad.years.following import adoption_with, code_of
from kennisstad.years.forms import AdoptForm
from kennisstad.years.models import Adoption, Day, Year

HOUR = timedelta(hours=1)
CHOSEN_BY = ("district", "week", "state")
LONGEST = 120
KEPT_S = 900


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "years/home.html", {"years": queries.years()})


@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = _year(slug), timezone.localdate()
    chosen = {name: clean_words(request.GET.get(name, ""))[:LONGEST] for name in CHOSEN_BY}
    all_days = queries.days_of(found)
    districts = queries.by_district(found, today)
    mondays = queries.mondays(all_days.values_list("on", flat=True))
    context = {
        "year": found,
        "today": today,
        "is_over": found.is_over(today),
        "sentences": telling.year_in_words(found, queries.counted(all_days, today), today),
        "months": queries.by_month(queries.days_like(found, chosen, today)),
        "districts": [(area, telling.counted_in_words(number)) for area, number in districts],
        "weeks": [(day.isoformat(), telling.week_in_words(day)) for day in mondays],
        "chosen": chosen,
        "is_narrowed": any(chosen.values()),
    }
    return render(request, "years/year.html", context)


@require_safe
def day(request: HttpRequest, slug: str, on: str) -> HttpResponse:
    found, today = _day(slug, on), timezone.localdate()
    context = {
        "day": found,
        "year": found.year,
        "is_free": found.is_free(today),
        "is_over": found.on < today,
        "adoption": queries.agreed_adoption(found) if found.owner else None,
        "drawing": drawing_of(found.area) if found.area else None,
    }
    return render(request, "years/day.html", context)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, slug: str, on: str) -> HttpResponse:
    found = _day(slug, on)
    if request.method != "POST":
        return _adopting(request, found, AdoptForm(day=found, initial={"key": uuid.uuid4()}))
    form = AdoptForm(request.POST, day=found)
    if not form.is_valid():
        return _adopting(request, found, form, status=400)
    spend("years.adopt", network_of(request), limit=20, per=HOUR, at=timezone.now())
    if form.is_by_a_machine:
        return redirect("years:year", slug)
    try:
        adoption = _ask(request, found, form)
    except actions.DayTaken as taken:
        return _adopting(request, found, form, taken=str(taken), status=409)
    return redirect("years:own", code_of(adoption))


@transaction.atomic
def _ask(request: HttpRequest, found: Day, form: AdoptForm) -> Adoption:
    # In one transaction: who is told that the day is taken still has a proof for another one.
    trusted, given = form.is_trusted(request, at=timezone.now()), form.cleaned_data
    return actions.ask_for(
        found,
        key=given["key"],
        owner=given["owner"],
        plan=given["plan"],
        email=given["email"],
        language=get_language() or "nl",
        look_first=not trusted,
        at=timezone.now(),
    )


def _adopting(
    request: HttpRequest, found: Day, form: AdoptForm, *, taken: str = "", status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    is_free = found.is_free(today) and not taken
    context = {
        "day": found,
        "year": found.year,
        "form": form,
        "taken": taken,
        "is_free": is_free,
        "nearest": [] if is_free else queries.nearest_free(found, today),
    }
    return render(request, "years/adopt.html", context, status=status)


@personal
@require_safe
def own(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "years/own.html", {"adoption": _adoption(code), "code": code})


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more, then withdraw."""
    adoption = _adoption(code)
    if request.method != "POST":
        return render(request, "years/withdraw.html", {"adoption": adoption, "code": code})
    actions.withdraw(adoption, at=timezone.now())
    return redirect("years:own", code)


@conditional_page
@require_safe
def year_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = _year(slug)
    return _calendar(found, queries.days_like(found, {}, timezone.localdate()))


@conditional_page
@require_safe
def day_calendar(request: HttpRequest, slug: str, on: str) -> HttpResponse:
    found = _day(slug, on)
    return _calendar(found.year, [found])


def _calendar(found: Year, days: list[Day]) -> HttpResponse:
    content = diary.written(found, days, today=timezone.localdate())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=KEPT_S)
    return answer


def _year(slug: str) -> Year:
    if (found := queries.year_with(slug)) is None:
        raise Http404
    return found


def _day(slug: str, on: str) -> Day:
    found, named = _year(slug), queries.day_named(on)
    one = queries.day_on(found, named) if isinstance(named, date) else None
    if one is None:
        raise Http404
    one.year = found
    return one


def _adoption(code: str) -> Adoption:
    if (found := adoption_with(code)) is None:
        raise Http404
    return found

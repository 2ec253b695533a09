# SPDX-License-Identifier: EUPL-1.2
"""Whether a question fits: while somebody asks, of one question, and as a calendar of last days."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_POST, require_safe

from kennisstad.citylab import deadlines as diary
from kennisstad.citylab import last_dates as by_institution
from kennisstad.citylab import will_fit
from kennisstad.citylab.forms import WishesForm
from kennisstad.citylab.queries import whole_questions
from kennisstad.neighbourhoods.meant import NotAPostcode, OutsideTheCity, areas_meant
from kennisstad.partners.models import Partner
from kennisstad.web.forms import clean_words
from kennisstad.web.limits import network_of, spend
from kennisstad.web.pages import page_or_part
from kennisstad.web.public_forms import public_form

HOUR = timedelta(hours=1)
LOOKS = 300
"""So many times an hour one network may ask whether something fits."""
LONGEST_KEY = 50
LONGEST_PLACE = 100
KEPT_S = 900
"""How long anybody may keep an answer that is the same for everybody."""


def spend_a_look(request: HttpRequest) -> None:
    spend("citylab.fit", network_of(request), limit=LOOKS, per=HOUR, at=timezone.now())


@public_form
@require_POST
def fit_before(request: HttpRequest) -> HttpResponse:
    """Answer the part of the ask form that says when a question fits, while somebody fills it in."""
    form = WishesForm(request.POST)
    if not form.is_valid():
        return render(request, "citylab/parts/fits.html", {"wishes": form}, status=400)
    spend_a_look(request)
    wishes = form.wishes(language=get_language() or "nl", districts=_districts(request))
    told = will_fit.told_of(wishes, today=timezone.localdate())
    return render(request, "citylab/parts/fits.html", {"told": told})


def _districts(request: HttpRequest) -> list[str]:
    """Read the place as far as it is typed; what is no place yet, the whole form says later."""
    try:
        return [area.code for area in areas_meant(clean_words(request.POST.get("place", ""))[:LONGEST_PLACE])]
    except (NotAPostcode, OutsideTheCity):
        return []


@require_safe
def fits_of_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of one question when it fits: a page of its own, or the part of the question's page."""
    question = get_object_or_404(whole_questions().seeking(), pk=pk)
    told = will_fit.told_of(will_fit.wishes_of(question), today=timezone.localdate())
    context = {"question": question, "told": told}
    answer = page_or_part(request, page="citylab/fits.html", part="citylab/parts/fits.html", context=context)
    if "X-Part" in request.headers:
        patch_cache_control(answer, public=True, max_age=KEPT_S)
    return answer


@require_safe
def last_dates(request: HttpRequest) -> HttpResponse:
    """Show the last days of all courses, institution by institution: what `deadlines` gives to diaries."""
    today = timezone.localdate()
    institutions = by_institution.of_institutions(will_fit.open_windows(today), today=today)
    return render(request, "citylab/last_dates.html", {"institutions": institutions})


@conditional_page
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Give the last days of all courses, or those of one institution, as a calendar."""
    today, windows = timezone.localdate(), will_fit.open_windows(timezone.localdate())
    if key := clean_words(request.GET.get("institution", ""))[:LONGEST_KEY]:
        institution = get_object_or_404(Partner, key=key)
        windows = [window for window in windows if window.institution_id == institution.pk]
    return _calendar(diary.of_windows(windows, today=today, address=_address("ask")))


@conditional_page
@require_safe
def deadlines_of_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the last days of one question; none once a course has it, so that diaries go on in peace."""
    question = get_object_or_404(whole_questions().public(), pk=pk)
    today = timezone.localdate()
    fits = will_fit.fits(will_fit.wishes_of(question), today=today) if question.is_seeking else []
    return _calendar(diary.of_question(question, fits, today=today, address=_address("question", pk)))


def _address(name: str, *args: int) -> str:
    return settings.SITE_ADDRESS + reverse(f"citylab:{name}", args=args)


def _calendar(written: bytes) -> HttpResponse:
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=KEPT_S)
    return answer

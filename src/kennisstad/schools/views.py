# SPDX-License-Identifier: EUPL-1.2
"""Pages for teachers: find an offer, book it without an account, look at a booking and cancel it."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.schools import actions, diary, queries
from kennisstad.schools.classes import CLASSES, SECTORS, SUBJECTS
from kennisstad.schools.following import code_of
from kennisstad.schools.forms import BookingForm, wanted
from kennisstad.schools.models import Booking, BookingStatus, Moment, Offer, OfferPlace, OfferStatus
from kennisstad.web.headers import personal
from kennisstad.web.limits import look_up, network_of, spend
from kennisstad.web.pages import page_or_part
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import NotNow

OFFERS_A_PAGE = 20
OTHERS = 6
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GUESSES = 100
"""Wrong codes in an hour, after which a network gets no answer."""


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    chosen, at = wanted(request.GET.dict()), timezone.now()
    page = Paginator(queries.offers(chosen, at).whole(), OFFERS_A_PAGE).get_page(request.GET.get("page"))
    moments = queries.open_moments(list(page), at, since=chosen.since)
    said = {name: value for name, value in vars(chosen).items() if value}
    context = {
        "page": page,
        "rows": [(offer, moments.get(offer.pk, [])) for offer in page],
        "chosen": chosen,
        "query": urlencode(said),
        "sectors": SECTORS.items(),
        "classes": CLASSES.items(),
        "subjects": SUBJECTS.items(),
        "places": OfferPlace.choices,
        "districts": queries.districts_with_offers(),
        "partners": queries.partners_with_offers(),
    }
    return page_or_part(
        request, page="schools/offers.html", part="schools/parts/offers.html", context=context
    )


@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    # What was withdrawn stays to be read: letters and bookmarks lead to it.
    shown = get_object_or_404(Offer.objects.whole().exclude(status=OfferStatus.DRAFT), pk=pk)
    moments = queries.open_moments([shown], timezone.now()).get(pk, [])
    return render(request, "schools/offer.html", {"offer": shown, "moments": moments})


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    chosen = queries.one_moment(pk, moment)
    if chosen is None:
        raise Http404
    if request.method != "POST":
        return _booking(request, chosen, BookingForm(moment=chosen, initial={"key": uuid.uuid4()}))
    form = BookingForm(request.POST, moment=chosen)
    if not form.is_valid():
        return _booking(request, chosen, form, status=400)
    _spend(request, form)
    if form.is_by_a_machine:
        return redirect("schools:offers")
    try:
        booking = _book(request, chosen, form)
    except NotNow as no:
        return _refused(request, pk, moment, form, no)
    return redirect("schools:booking", code_of(booking.key, booking.code_digest))


def _spend(request: HttpRequest, form: BookingForm) -> None:
    at = timezone.now()
    spend("schools.book", network_of(request), limit=30, per=HOUR, at=at)
    # So that nobody fills somebody else's letter box.
    spend("schools.book-to", form.cleaned_data["email"].casefold(), limit=20, per=DAY, at=at)


@transaction.atomic
def _book(request: HttpRequest, moment: Moment, form: BookingForm) -> Booking:
    # In one transaction: who is refused still has a proof for the waiting list or another day.
    trusted = form.is_trusted(request, at=timezone.now())
    return actions.book(
        moment,
        key=form.cleaned_data["key"],
        school=form.which_school,
        class_key=form.cleaned_data["group"],
        pupils=form.cleaned_data["pupils"],
        teacher=form.teacher,
        language=get_language() or "nl",
        wait="wait" in request.POST,
        look_first=not trusted,
        at=timezone.now(),
    )


def _refused(request: HttpRequest, pk: int, moment: int, form: BookingForm, no: NotNow) -> HttpResponse:
    """Say politely that it did not work: the form is still there, with what can be done instead."""
    now = queries.one_moment(pk, moment)
    if now is None:
        raise Http404
    offered = isinstance(no, actions.Full)
    return _booking(request, now, form, refusal=str(no), may_wait=offered, status=409)


def _booking(request: HttpRequest, moment: Moment, form: BookingForm, **more: Any) -> HttpResponse:
    at, status = timezone.now(), more.pop("status", 200)
    shown = moment.offer
    # The one that was asked for is no other.
    others = [one for one in queries.open_moments([shown], at).get(shown.pk, []) if one.pk != moment.pk]
    is_open = shown.is_public and moment.called_off_at is None and moment.book_until > at
    context = {
        "form": form,
        "moment": moment,
        "offer": shown,
        "others": others[:OTHERS],
        "schools": queries.schools_of(shown.sectors),
        "is_open": is_open,
        "may_wait": is_open and moment.room.is_full,
    }
    return render(request, "schools/book.html", context | more, status=status)


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def booking(request: HttpRequest, code: str) -> HttpResponse:
    """Show a booking to whoever has its code; only a pressed button cancels it."""
    found = _booked(request, code)
    if request.method == "POST":
        actions.cancel(found, at=timezone.now())
        return redirect("schools:booking", code)
    waiting = found.status == BookingStatus.WAITING
    context = {
        "booking": found,
        "code": code,
        "moment": found.moment,
        "offer": found.moment.offer,
        "group": CLASSES[found.class_key],
        "place": queries.place_in_line(found) if waiting else None,
        "has_been": found.moment.begins_at <= timezone.now(),
    }
    return render(request, "schools/booking.html", context)


@personal
@require_safe
def booking_calendar(request: HttpRequest, code: str) -> HttpResponse:
    found = _booked(request, code)
    address = settings.SITE_ADDRESS + reverse("schools:booking", args=[code])
    written = diary.of_booking(found, address=address)
    headers = {"Content-Disposition": 'attachment; filename="booking.ics"'}
    return HttpResponse(written, content_type="text/calendar; charset=utf-8", headers=headers)


def _booked(request: HttpRequest, code: str) -> Booking:
    find = partial(queries.booking_with, code)
    if (found := look_up("schools.guess", request, find, limit=GUESSES, per=HOUR)) is None:
        raise Http404
    return found

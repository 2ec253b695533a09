# SPDX-License-Identifier: EUPL-1.2
"""The desk of who does something with classes: offers, moments, and who booked."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.schools import actions, rules
from kennisstad.schools.models import Offer, OfferStatus
from kennisstad.schools.queries import booking_of, bookings_of
from kennisstad.schools.sheet import bookings_csv
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.schools import MomentForm, OfferForm
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import schools as queries
from kennisstad.workspace.views.page import (
    DeskRequest,
    allow,
    desk_action,
    desk_form,
    desk_page,
    found,
    press,
    show,
)

OFFER = "workspace:school_offer"
ROWS_A_PAGE = 25


@desk_page
def school_offers(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_offers(request.user))
    mine = queries.offers_of(request.user, timezone.now())
    context = {"page": Paginator(mine, ROWS_A_PAGE).get_page(request.GET.get("page"))}
    return show(request, "workspace/school_offers.html", context)


@desk_form
def school_offer_new(request: DeskRequest) -> HttpResponse:
    partners = choices.partners(among=queries.partners_of(request.user))
    allow(rules.may_see_offers(request.user) and bool(partners))
    posted = request.POST if request.method == "POST" else None
    initial = {"partner": partners[0][0]} if len(partners) == 1 else None
    form = OfferForm(posted, ident="offer", areas=choices.districts(), partners=partners, initial=initial)
    at, made = timezone.now(), list[Offer]()

    def do() -> None:
        partner_id = form.cleaned_data["partner"]
        made.append(actions.make(partner_id=partner_id, **form.told, by=request.user, at=at))

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("It is kept. Say when it takes place, and open it for schools."))
        return redirect(OFFER, made[0].pk) if made else redirect("workspace:school_offers")
    wrong = form if form.is_bound else None
    return show(request, "workspace/school_offer_new.html", {"form": form}, wrong=wrong)


@desk_page
def school_offer(request: DeskRequest, pk: int) -> HttpResponse:
    return _offer_page(request, pk)


@desk_action(OFFER)
def school_change(request: DeskRequest, pk: int) -> HttpResponse:
    offer, at = _kept(request, pk), timezone.now()
    form = OfferForm(request.POST, ident="offer", areas=choices.districts(), texts=offer.texts.all())

    def do() -> None:
        actions.change(offer, **form.told, by=request.user, at=at)

    return _done(request, pk, form, do, _("It is changed. What was booked stays booked."))


@desk_action(OFFER)
def school_publish(request: DeskRequest, pk: int) -> HttpResponse:
    offer, at, form = _kept(request, pk), timezone.now(), DeskForm(request.POST, ident="publish")
    said = _("It is open for schools.")
    return _done(request, pk, form, lambda: actions.publish(offer, by=request.user, at=at), said)


@desk_action(OFFER)
def school_withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    offer, at, form = _kept(request, pk), timezone.now(), DeskForm(request.POST, ident="withdraw")
    said = _("It is withdrawn. Who had booked or was waiting got a letter.")
    return _done(request, pk, form, lambda: actions.withdraw(offer, by=request.user, at=at), said)


@desk_action(OFFER)
def school_moment(request: DeskRequest, pk: int) -> HttpResponse:
    offer, at, form = _kept(request, pk), timezone.now(), MomentForm(request.POST, ident="moment")

    def do() -> None:
        actions.add_moment(offer, plan=form.plan, by=request.user, at=at)

    return _done(request, pk, form, do, _("The day is added."))


@desk_action(OFFER)
def school_call_off(request: DeskRequest, pk: int, moment: int) -> HttpResponse:
    offer, at = _kept(request, pk), timezone.now()
    called_off = get_object_or_404(offer.moments.all(), pk=moment)
    form = DeskForm(request.POST, ident=f"off-{moment}")

    def do() -> None:
        actions.call_off(called_off, by=request.user, at=at)

    return _done(request, pk, form, do, _("It is called off. Who had booked or was waiting got a letter."))


@desk_form
def school_cancel(request: DeskRequest, pk: int, booking: int) -> HttpResponse:
    """Ask once more, then cancel what a teacher booked."""
    offer, at = _kept(request, pk), timezone.now()
    one = found(booking_of(offer, booking))
    form = DeskForm(request.POST if request.method == "POST" else None, ident="cancel")

    def do() -> None:
        actions.cancel_for_teacher(one, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("It is cancelled, and the teacher is told by e-mail."))
        return redirect(OFFER, pk)
    context = {"offer": offer, "booking": one, "may_cancel": one.can_be_cancelled(at), "form": form}
    return show(request, "workspace/school_cancel.html", context, wrong=form if form.is_bound else None)


@desk_action(OFFER)
def school_let_through(request: DeskRequest, pk: int, booking: int) -> HttpResponse:
    said = _("The booking counts now, and its teacher has a letter.")
    return _looked(request, pk, booking, actions.let_through, said)


@desk_action(OFFER)
def school_throw_away(request: DeskRequest, pk: int, booking: int) -> HttpResponse:
    return _looked(request, pk, booking, actions.throw_away, _("The booking was thrown away."))


def _looked(
    request: DeskRequest, pk: int, booking: int, action: Callable[..., None], said: str | Promise
) -> HttpResponse:
    one, at = found(booking_of(_kept(request, pk), booking)), timezone.now()
    form = DeskForm(request.POST, ident=f"look-{booking}")
    return _done(request, pk, form, lambda: action(one, by=request.user, at=at), said)


@desk_page
def school_table(request: DeskRequest, pk: int) -> HttpResponse:
    offer = _kept(request, pk)
    return HttpResponse(
        bookings_csv(bookings_of(offer)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="bookings-{offer.pk}.csv"'},
    )


def _kept(request: DeskRequest, pk: int) -> Offer:
    offer = found(queries.one_offer(pk))
    allow(rules.may_keep_offer(request.user, offer))
    return offer


def _done(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[[], object], said: str | Promise
) -> HttpResponse:
    return press(request, pk, form, do, said, page=_offer_page, back_to=OFFER)


def _offer_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    offer, at = _kept(request, pk), timezone.now()
    context = {
        "offer": offer,
        "moments": [
            (one, one.called_off_at is None and one.begins_at > at, DeskForm(ident=f"off-{one.pk}"))
            for one in queries.moments_of(offer)
        ],
        "bookings": [
            (one, one.can_be_cancelled(at), DeskForm(ident=f"look-{one.pk}") if one.is_unseen else None)
            for one in bookings_of(offer)
        ],
        "may_publish": offer.can_become(OfferStatus.PUBLISHED),
        "may_withdraw": offer.can_become(OfferStatus.WITHDRAWN),
        "publish": DeskForm(ident="publish"),
        "withdraw": DeskForm(ident="withdraw"),
        "moment": MomentForm(ident="moment"),
        "form": OfferForm.of(offer, areas=choices.districts(), texts=offer.texts.all()),
    }
    if wrong:
        context["form" if wrong.ident == "offer" else wrong.ident] = wrong
    return show(request, "workspace/school_offer.html", context, wrong=wrong)

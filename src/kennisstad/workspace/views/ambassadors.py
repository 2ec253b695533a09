# SPDX-License-Identifier: EUPL-1.2
"""The ambassadors' network: who waits to be let in, and letters that wait to be passed on."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from kennisstad.web.refusals import Gone, NotNow
from kennisstad.welcome import actions
from kennisstad.welcome.models import Ambassador, AmbassadorMessage
from kennisstad.welcome.rules import may_keep_ambassadors
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, show

AMBASSADORS_A_PAGE = 50
Action = Callable[..., None]


@desk_page
def ambassadors(request: DeskRequest) -> HttpResponse:
    allow(may_keep_ambassadors(request.user))
    return _desk(request)


@desk_form
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, Ambassador, pk, actions.approve, _("Visitors see this ambassador now."))


@desk_form
def let_through(request: DeskRequest, pk: int) -> HttpResponse:
    said = _("The letter to confirm it is on its way.")
    return _pressed(request, Ambassador, pk, actions.let_through, said)


@desk_form
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, Ambassador, pk, actions.remove, _("This ambassador is gone from the network."))


@desk_form
def pass_on(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, AmbassadorMessage, pk, actions.pass_on, _("The letter is on its way."))


@desk_form
def put_away(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, AmbassadorMessage, pk, actions.put_away, _("The letter was thrown away."))


def _pressed(
    request: DeskRequest,
    model: type[Ambassador] | type[AmbassadorMessage],
    pk: int,
    action: Action,
    said: str,
) -> HttpResponse:
    if request.method != "POST":
        return redirect("workspace:ambassadors")
    allow(may_keep_ambassadors(request.user))
    row, at = get_object_or_404(model, pk=pk), timezone.now()

    def do() -> None:
        try:
            action(row, by=request.user, at=at)
        except Gone as gone:
            raise NotNow(str(gone)) from gone

    form = DeskForm(request.POST, ident=f"{model._meta.model_name}-{pk}")
    if form.done(do, at=at):
        messages.success(request, said)
        return redirect("workspace:ambassadors")
    return _desk(request, form)


def _desk(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    shown = Paginator(Ambassador.objects.public().by_alias(), AMBASSADORS_A_PAGE)
    page = shown.get_page(request.GET.get("page"))
    letters = AmbassadorMessage.objects.waiting().longest_first().select_related("ambassador")
    context = {
        "page": page,
        "shown": _with_forms(page),
        "waiting": _with_forms(Ambassador.objects.waiting().longest_first()[:AMBASSADORS_A_PAGE]),
        "unseen": _with_forms(Ambassador.objects.unseen()[:AMBASSADORS_A_PAGE]),
        "letters": _with_forms(letters[:AMBASSADORS_A_PAGE]),
    }
    return show(request, "workspace/ambassadors.html", context, wrong=wrong)


def _with_forms(rows: Iterable[Ambassador] | Iterable[AmbassadorMessage]) -> list[tuple[object, DeskForm]]:
    return [(row, DeskForm(ident=f"{row._meta.model_name}-{row.pk}")) for row in rows]

# SPDX-License-Identifier: EUPL-1.2
"""Word pairs: which words the search takes for each other's translation, and which it must not."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kennisstad.citylab import pairs as actions
from kennisstad.citylab.models import TermPair
from kennisstad.citylab.rules import may_strike_pairs
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.pairs import PairSearchForm
from kennisstad.workspace.queries.pairs import pairs as pairs_like
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, show
from kennisstad.workspace.wording import PAIR_VIEWS

PAIRS_A_PAGE = 50


@desk_page
def pairs(request: DeskRequest) -> HttpResponse:
    allow(may_strike_pairs(request.user))
    return _pairs_page(request)


@desk_form
def strike_out(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, actions.strike_out, _("Struck out. The search leaves this pair alone."))


@desk_form
def put_back(request: DeskRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, actions.restore, _("Put back. The search uses this pair again."))


def _pressed(request: DeskRequest, pk: int, action: Callable[..., None], said: str) -> HttpResponse:
    """Do it and go back to the same part of the list, which the address carries along."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if request.method != "POST":
        return redirect(reverse("workspace:pairs") + query)
    allow(may_strike_pairs(request.user))
    pair, at = get_object_or_404(TermPair, pk=pk), timezone.now()
    form = DeskForm(request.POST, ident=f"pair-{pk}")
    if form.done(lambda: action(pair, by=request.user, at=at), at=at):
        messages.success(request, said)
        return redirect(reverse("workspace:pairs") + query)
    return _pairs_page(request, form)


def _pairs_page(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    search, chosen = PairSearchForm(request.GET), request.GET.get("show", "")
    words = search.cleaned_data["words"] if search.is_valid() else ""
    page = Paginator(pairs_like(words=words, show=chosen), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(pair, DeskForm(ident=f"pair-{pair.pk}")) for pair in page],
        "search": search,
        "chosen": chosen if chosen in PAIR_VIEWS else "",
        "views": PAIR_VIEWS.items(),
        "query": request.GET.urlencode(),
    }
    return show(request, "workspace/pairs.html", context, wrong=wrong)

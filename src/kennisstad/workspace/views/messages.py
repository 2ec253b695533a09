# SPDX-License-Identifier: EUPL-1.2
"""What people wrote to the desk, and the answer."""

from collections.abc import Callable

from django.contrib import messages as said_on_top
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import actions
from kennisstad.contact.models import Message
from kennisstad.contact.queries import name_of
from kennisstad.contact.rules import may_read_message, may_read_messages, may_sort_messages
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.messages import AnswerForm, AssignForm, HandOverForm
from kennisstad.workspace.queries import messages as reads
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, press, show

MESSAGES_A_PAGE = 50
ONE = "workspace:message"


@desk_page
def message_list(request: DeskRequest) -> HttpResponse:
    allow(may_read_messages(request.user))
    today = timezone.localdate()
    desks = reads.desks(request.user, request.GET.get("desk", ""))
    seen = reads.at_desk(request.user, next(one for one in desks if one.is_open))
    trays = reads.trays(seen, request.user, request.GET.get("show", ""), today)
    tray = next(one for one in trays if one.is_open)
    pages = Paginator(reads.in_tray(seen, request.user, tray.name, today), MESSAGES_A_PAGE)
    # The trays were counted already.
    pages.count = tray.count
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "desks": desks,
        "trays": trays,
        "tray": tray,
        "today": today,
        "sorts": may_sort_messages(request.user),
    }
    return show(request, "workspace/messages.html", context)


@desk_page
def message(request: DeskRequest, pk: int) -> HttpResponse:
    return _message_page(request, pk)


@desk_action(ONE)
def take(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="take")
    return _press(request, pk, form, actions.take, _("You look at this message."))


@desk_action(ONE)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    form = AnswerForm(request.POST, ident="answer")

    def do(message: Message, **by: object) -> None:
        actions.answer(message, words=form.cleaned_data["words"], **by)  # type: ignore[arg-type]

    return _press(request, pk, form, do, _("Answered. Whoever left an address gets a letter."))


@desk_action(ONE)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident="close")
    return _press(request, pk, form, actions.close, _("The message is closed."))


@desk_action(ONE)
def let_through(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_sort_messages(request.user))
    form = DeskForm(request.POST, ident="let_through")
    return _press(request, pk, form, actions.let_through, _("The message is with its desk now."))


@desk_action(ONE)
def throw_away(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_sort_messages(request.user))
    form = DeskForm(request.POST, ident="throw_away")
    return _press(request, pk, form, actions.throw_away, _("The message was thrown away."))


@desk_action(ONE)
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    one = _message(request, pk)
    form = AssignForm(request.POST, ident="assign", people=reads.people_at(one))

    def do(message: Message, **by: object) -> None:
        actions.assign(message, to=reads.person(form.cleaned_data["to"]), **by)  # type: ignore[arg-type]

    return _press(request, pk, form, do, _("Whoever it is for gets a letter about it."))


@desk_action(ONE)
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    one, at = _message(request, pk), timezone.now()
    form = HandOverForm(request.POST, ident="hand_over", desks=reads.desks_beside(one))

    def do() -> None:
        actions.hand_over(one, to=reads.desk(form.cleaned_data["to"]), by=request.user, at=at)

    if not form.done(do, at=at):
        return _message_page(request, pk, form)
    said_on_top.success(request, str(_("The message is with the other desk now.")))
    # Whoever handed it over may not read it any more.
    return redirect("workspace:messages")


def _press(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[..., None], said: str | Promise
) -> HttpResponse:
    one, at = _message(request, pk), timezone.now()

    def now() -> None:
        do(one, by=request.user, at=at)

    return press(request, pk, form, now, said, page=_message_page, back_to=ONE)


def _message(request: DeskRequest, pk: int) -> Message:
    allow(may_read_messages(request.user))
    one = get_object_or_404(reads.whole(), pk=pk)
    allow(may_read_message(request.user, one))
    return one


def _message_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    one = _message(request, pk)
    ready = reads.ready_answers(one.language)
    begun = reads.words_of(ready, request.GET.get("ready", ""))
    people = reads.people_at(one)
    context = {
        "message": one,
        "about": name_of(one.about),
        "overdue": one.is_overdue(timezone.localdate()),
        "sorts": may_sort_messages(request.user),
        "answers": reads.is_at_own_desk(request.user, one),
        "has_colleagues": any(pk != request.user.pk for pk, _name in people),
        "ready": ready,
        "take": DeskForm(ident="take"),
        "answer": AnswerForm(ident="answer", initial={"words": begun}),
        "close": DeskForm(ident="close"),
        "let_through": DeskForm(ident="let_through"),
        "throw_away": DeskForm(ident="throw_away"),
        "assign": AssignForm(ident="assign", people=people),
        "hand_over": HandOverForm(ident="hand_over", desks=reads.desks_beside(one)),
        **({wrong.ident: wrong} if wrong else {}),
    }
    return show(request, "workspace/message.html", context, wrong=wrong)

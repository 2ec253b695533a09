# SPDX-License-Identifier: EUPL-1.2
"""What people wrote to the desk, and the answer."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import actions
from kennisstad.contact.models import Message
from kennisstad.contact.rules import may_read_messages
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.messages import AnswerForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, press, show

MESSAGES_A_PAGE = 50
ONE = "workspace:message"


@desk_page
def message_list(request: DeskRequest) -> HttpResponse:
    allow(may_read_messages(request.user))
    ended = request.GET.get("show") == "ended"
    messages = Message.objects.ended().newest() if ended else Message.objects.waiting().longest_waiting()
    page = Paginator(messages, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    return show(request, "workspace/messages.html", {"page": page, "ended": ended})


@desk_page
def message(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_read_messages(request.user))
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


def _press(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[..., None], said: str | Promise
) -> HttpResponse:
    allow(may_read_messages(request.user))
    one, at = get_object_or_404(Message, pk=pk), timezone.now()

    def now() -> None:
        do(one, by=request.user, at=at)

    return press(request, pk, form, now, said, page=_message_page, back_to=ONE)


def _message_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    context = {
        "message": get_object_or_404(Message, pk=pk),
        "take": DeskForm(ident="take"),
        "answer": AnswerForm(ident="answer"),
        "close": DeskForm(ident="close"),
        **({wrong.ident: wrong} if wrong else {}),
    }
    return show(request, "workspace/message.html", context, wrong=wrong)

# SPDX-License-Identifier: EUPL-1.2
"""Ready answers: what the desk answers often, in two languages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.contact import actions
from kennisstad.contact.models import ReadyAnswer
from kennisstad.contact.rules import may_sort_messages
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.messages import ReadyAnswerForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_form, show

ALL = "workspace:ready_answers"


@desk_form
def ready_answers(request: DeskRequest) -> HttpResponse:
    """Show all, and make one more."""
    allow(may_sort_messages(request.user))
    form, at = ReadyAnswerForm(request.POST if request.method == "POST" else None), timezone.now()

    def do() -> None:
        actions.add_ready(form.words, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, str(_("The ready answer stands in the list.")))
        return redirect(ALL)
    context = {"ready": ReadyAnswer.objects.in_order().prefetch_related("texts"), "form": form}
    return show(request, "workspace/ready_answers.html", context, wrong=form if form.is_bound else None)


@desk_form
def ready_answer(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_sort_messages(request.user))
    ready, at = get_object_or_404(ReadyAnswer.objects.prefetch_related("texts"), pk=pk), timezone.now()
    form = ReadyAnswerForm(request.POST if request.method == "POST" else None, texts=ready.texts.all())

    def do() -> None:
        actions.change_ready(ready, form.words, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, str(_("The ready answer was changed.")))
        return redirect(ALL)
    context = {"ready": ready, "form": form, "remove": DeskForm(ident="remove")}
    return show(request, "workspace/ready_answer.html", context, wrong=form if form.is_bound else None)


@desk_action("workspace:ready_answer")
def ready_remove(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_sort_messages(request.user))
    ready, at = get_object_or_404(ReadyAnswer, pk=pk), timezone.now()
    form = DeskForm(request.POST, ident="remove")
    if form.done(lambda: actions.remove_ready(ready, by=request.user, at=at), at=at):
        messages.success(request, str(_("The ready answer is gone.")))
    return redirect(ALL)

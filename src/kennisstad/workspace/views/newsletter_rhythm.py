# SPDX-License-Identifier: EUPL-1.2
"""When issues leave, in which breaks none does, and how many persons it takes."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.newsletter import planning
from kennisstad.newsletter.issues import beat_of, leaves_at, rhythm
from kennisstad.newsletter.models import Break
from kennisstad.newsletter.rhythm import due_days
from kennisstad.newsletter.rules import may_edit_newsletter
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.newsletter import BreakForm, RhythmForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, show

PAGE = "workspace:newsletter_rhythm"
SHOWN = timedelta(days=182)


@desk_page
def newsletter_rhythm(request: DeskRequest) -> HttpResponse:
    allow(may_edit_newsletter(request.user))
    return _page(request)


@desk_form
def newsletter_rhythm_set(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect(PAGE)
    allow(may_edit_newsletter(request.user))
    form, at = RhythmForm(request.POST, ident="rhythm"), timezone.now()
    if form.done(lambda: planning.set_rhythm(**form.change, by=request.user, at=at), at=at):
        return _said(request, _("The rhythm is set."))
    return _page(request, form)


@desk_form
def newsletter_break_add(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect(PAGE)
    allow(may_edit_newsletter(request.user))
    form, at = BreakForm(request.POST, ident="break"), timezone.now()
    if form.done(lambda: planning.add_break(**form.change, by=request.user, at=at), at=at):
        return _said(request, _("In these days no issue leaves."))
    return _page(request, form)


@desk_form
def newsletter_break_remove(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect(PAGE)
    allow(may_edit_newsletter(request.user))
    one, form, at = (
        get_object_or_404(Break, pk=pk),
        DeskForm(request.POST, ident=f"break-{pk}"),
        timezone.now(),
    )
    if form.done(lambda: planning.remove_break(one, by=request.user, at=at), at=at):
        return _said(request, _("In these days issues leave again."))
    return _page(request, form)


def _said(request: DeskRequest, sentence: Promise | str) -> HttpResponse:
    messages.success(request, str(sentence))
    return redirect(PAGE)


def _page(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    mine, today = rhythm(), timezone.localdate()
    beat = beat_of(mine)
    names = ("first_on", "weeks", "hour", "days_ahead", "two_persons")
    context = {
        "rhythm_form": RhythmForm(ident="rhythm", initial={name: getattr(mine, name) for name in names}),
        "break_form": BreakForm(ident="break"),
        "breaks": [(one, DeskForm(ident=f"break-{one.pk}")) for one in Break.objects.to_come(today)],
        "moments": [leaves_at(mine, day) for day in due_days(beat, today, today + SHOWN)] if beat else [],
    }
    context |= {f"{wrong.ident}_form": wrong} if wrong else {}
    return show(request, "workspace/newsletter_rhythm.html", context, wrong=wrong)

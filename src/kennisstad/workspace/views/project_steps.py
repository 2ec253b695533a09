# SPDX-License-Identifier: EUPL-1.2
"""What can be done for a project, one button each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import returning
from kennisstad.projects import actions
from kennisstad.projects.attaching import attach as attach_file
from kennisstad.projects.models import Project
from kennisstad.projects.rules import may_work_on
from kennisstad.web.sent_files import LARGEST_BYTES
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.projects import (
    FileForm,
    GiveBackForm,
    HandOverForm,
    LogForm,
    MilestoneForm,
    ReachForm,
    StopForm,
)
from kennisstad.workspace.views.page import DeskRequest, allow, at_most, desk_action
from kennisstad.workspace.views.projects import describe_form, project_page

PAGE = "workspace:project"
ROOM_FOR_THE_FORM_BYTES = 100_000


@desk_action(PAGE)
def describe(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = describe_form(project, request.POST)

    def do() -> None:
        actions.describe(project, **form.change(), by=request.user, at=at)

    return _done(request, pk, form, do, _("The project now reads as you wrote it."))


@desk_action(PAGE)
def start(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()

    def do() -> None:
        actions.start(project, by=request.user, at=at)

    return _done(request, pk, DeskForm(request.POST, ident="start"), do, _("The team is at work."))


@desk_action(PAGE)
def add_milestone(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = MilestoneForm(request.POST, ident="milestone")

    def do() -> None:
        due_on = form.cleaned_data["due_on"]
        actions.add_milestone(project, words=form.words, due_on=due_on, by=request.user, at=at)

    return _done(request, pk, form, do, _("The milestone is planned."))


@desk_action(PAGE)
def reach(request: DeskRequest, pk: int, milestone: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    reached = get_object_or_404(project.milestones, pk=milestone)
    form = ReachForm(request.POST, ident=f"reach-{milestone}")

    def do() -> None:
        actions.reach(reached, on=form.cleaned_data["on"], by=request.user, at=at)

    return _done(request, pk, form, do, _("The milestone is reached."))


@desk_action(PAGE)
def log(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = LogForm(request.POST, ident="log")

    def do() -> None:
        actions.log(project, words=form.words, on=form.cleaned_data["on"], by=request.user, at=at)

    return _done(request, pk, form, do, _("It stands in the log."))


@desk_action(PAGE)
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = HandOverForm(request.POST, ident="hand_over")

    def do() -> None:
        returning.hand_over(
            project,
            words=form.words,
            on=timezone.localdate(at),
            links=form.links,
            data_deleted_on=form.cleaned_data["data_deleted_on"],
            by=request.user,
            at=at,
        )

    said = _("The result is handed over. Now bring it back to the neighbourhood.")
    return _done(request, pk, form, do, said)


@desk_action(PAGE)
@at_most(LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES, _("This file is larger than 10 MB. Make it smaller."))
def attach(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = FileForm(request.POST, files=request.FILES, ident="file")

    def do() -> None:
        file, label = form.cleaned_data["file"], form.cleaned_data["label"]
        attach_file(
            project, file=file, name=file.name, size_bytes=file.size, label=label, by=request.user, at=at
        )

    return _done(request, pk, form, do, _("The file goes with the result."))


@desk_action(PAGE)
def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = GiveBackForm(request.POST, ident="give_back")

    def do() -> None:
        given = form.cleaned_data
        returning.give_back(
            project, words=form.words, on=given["on"], form=given["form"], by=request.user, at=at
        )

    return _done(request, pk, form, do, _("The result is given back. Whoever asked hears of it."))


@desk_action(PAGE)
def close(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()

    def do() -> None:
        actions.close(project, by=request.user, at=at)

    return _done(request, pk, DeskForm(request.POST, ident="close"), do, _("The project is closed."))


@desk_action(PAGE)
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = _worked_on(request, pk), timezone.now()
    form = StopForm(request.POST, ident="stop")

    def do() -> None:
        returning.stop(project, **form.reason(), by=request.user, at=at)

    return _done(request, pk, form, do, _("The project is stopped. Its questions are open again."))


def _worked_on(request: DeskRequest, pk: int) -> Project:
    project = get_object_or_404(Project, pk=pk)
    allow(may_work_on(request.user, project))
    return project


def _done(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[[], object], sentence: str | Promise
) -> HttpResponse:
    if not form.done(do, at=timezone.now()):
        return project_page(request, pk, form)
    messages.success(request, str(sentence))
    return redirect(PAGE, pk)

# SPDX-License-Identifier: EUPL-1.2
"""Courses: which take questions, when, and who answers for them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab import interests
from kennisstad.citylab.rules import may_ask_for, may_see_proposal
from kennisstad.education import actions
from kennisstad.education.models import Course
from kennisstad.education.rules import may_edit_course
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.courses import (
    AskForForm,
    CoordinatorForm,
    CourseSearchForm,
    TakeForm,
    WindowForm,
)
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries.courses import courses_for, offerings_ahead, whole_course
from kennisstad.workspace.queries.interests import fitting, public_question, question_asked_for
from kennisstad.workspace.queries.proposals import waiting_for_course
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, found, show

COURSES_A_PAGE = 25
PAGE = "workspace:course"


@desk_page
def courses(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_courses(request.user))
    today, search = timezone.localdate(), CourseSearchForm(request.GET)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    page = Paginator(courses_for(request.user, words=words), COURSES_A_PAGE).get_page(request.GET.get("page"))
    rows = [(course, course.open_offering(today), course.next_offering(today)) for course in page]
    return show(request, "workspace/courses.html", {"page": page, "rows": rows, "search": search})


@desk_page
def course(request: DeskRequest, pk: int) -> HttpResponse:
    return _course_page(request, pk)


@desk_action(PAGE)
def take_questions(request: DeskRequest, pk: int) -> HttpResponse:
    edited, at, form = _edited(request, pk), timezone.now(), TakeForm(request.POST, ident="take")
    if form.done(lambda: actions.take_questions(edited, yes=form.yes, by=request.user, at=at), at=at):
        taken, refused = _("The course takes questions."), _("The course takes no questions.")
        messages.success(request, taken if form.yes else refused)
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


@desk_action(PAGE)
def set_window(request: DeskRequest, pk: int, offering: int) -> HttpResponse:
    edited, at = _edited(request, pk), timezone.now()
    given = get_object_or_404(edited.offerings, pk=offering)
    form = WindowForm(request.POST, offering=given, ident=f"window-{offering}")
    if form.done(lambda: actions.set_window(given, form.window, by=request.user, at=at), at=at):
        messages.success(request, _("It is set. Imports leave it alone from now on."))
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


@desk_action(PAGE)
def name_coordinator(request: DeskRequest, pk: int) -> HttpResponse:
    edited, at = _edited(request, pk), timezone.now()
    form = _coordinator_form(edited, request.POST)

    def do() -> None:
        named = User.objects.get(pk=form.cleaned_data["user"])
        actions.name_coordinator(edited, named, by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("This person answers for the course from now on."))
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


@desk_action(PAGE)
def dismiss_coordinator(request: DeskRequest, pk: int, user: int) -> HttpResponse:
    edited, at, form = _edited(request, pk), timezone.now(), DeskForm(request.POST, ident="dismiss")
    leaving = get_object_or_404(User, pk=user)
    if form.done(lambda: actions.dismiss_coordinator(edited, leaving, by=request.user, at=at), at=at):
        messages.success(request, _("This person no longer answers for the course."))
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


@desk_action(PAGE)
def ask_for(request: DeskRequest, pk: int, question: int) -> HttpResponse:
    course, asked, at = _may_ask(request, pk), found(public_question(question)), timezone.now()
    form = _ask_for_form(question, request.POST)

    def do() -> None:
        note = form.cleaned_data["note"]
        interests.ask_for(asked, course=course, note_to_broker=note, by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("The broker reads that your course would like to work on it."))
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


@desk_action(PAGE)
def no_longer_ask_for(request: DeskRequest, pk: int, question: int) -> HttpResponse:
    course, at = _may_ask(request, pk), timezone.now()
    asked = found(question_asked_for(question, course))
    form = DeskForm(request.POST, ident="no-longer")
    if form.done(lambda: interests.no_longer_ask_for(asked, course=course, by=request.user, at=at), at=at):
        messages.success(request, _("Your course no longer asks for this question."))
        return redirect(PAGE, pk)
    return _course_page(request, pk, form)


def _may_ask(request: DeskRequest, pk: int) -> Course:
    course = _edited(request, pk)
    allow(may_ask_for(request.user, course))
    return course


def _edited(request: DeskRequest, pk: int) -> Course:
    edited = get_object_or_404(Course.objects.prefetch_related("coordinators"), pk=pk)
    allow(may_edit_course(request.user, edited))
    return edited


def _course_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show the course as it is by now; with `wrong`, the form that was not taken, as it was filled in."""
    shown = found(whole_course(pk))
    allow(may_edit_course(request.user, shown))
    today = timezone.localdate()
    fits = fitting(shown, today=today)
    context = {
        "course": shown,
        "fitting": fits,
        "may_ask_for": may_ask_for(request.user, shown),
        "fits": [
            (fit, _is_wrong(wrong, f"ask-for-{fit.question.pk}") or _ask_for_form(fit.question.pk))
            for fit in fits.fits
        ],
        "asked_for": [(one, DeskForm(ident=f"no-longer-{one.pk}")) for one in fits.asked_for],
        "proposals": [one for one in waiting_for_course(pk) if may_see_proposal(request.user, one)],
        "windows": [
            (one, _is_wrong(wrong, f"window-{one.pk}") or WindowForm(offering=one, ident=f"window-{one.pk}"))
            for one in offerings_ahead(shown, today)
        ],
        "coordinator": _is_wrong(wrong, "coordinator") or _coordinator_form(shown),
    }
    return show(request, "workspace/course.html", context, wrong=wrong)


def _is_wrong(wrong: DeskForm | None, name: str) -> DeskForm | None:
    return wrong if wrong and wrong.ident == name else None


def _ask_for_form(question: int, data: Any = None) -> AskForForm:
    return AskForForm(data, ident=f"ask-for-{question}")


def _coordinator_form(edited: Course, data: Any = None) -> CoordinatorForm:
    people = choices.coordinators(partner_id=edited.partner_id)
    return CoordinatorForm(data, people=people, ident="coordinator")

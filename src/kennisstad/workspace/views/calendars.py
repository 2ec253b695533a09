# SPDX-License-Identifier: EUPL-1.2
"""Calendars: the school years of an institution side by side, set by hand or from a file."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.education import actions
from kennisstad.education.calendar.shifting import school_year
from kennisstad.education.calendar.terms import YEARS
from kennisstad.education.calendar.years import Origin
from kennisstad.education.models import Department
from kennisstad.education.queries import Place, calendar_years
from kennisstad.education.rules import may_edit_calendar
from kennisstad.partners.models import Partner
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.calendars import (
    LARGEST_BYTES,
    CalendarFileForm,
    CalendarForm,
    ExemptForm,
    PlaceForm,
)
from kennisstad.workspace.queries.calendars import calendar_of, columns, departments_of, institutions_for
from kennisstad.workspace.views.page import (
    DeskRequest,
    allow,
    at_most,
    desk_action,
    desk_form,
    desk_page,
    found,
    show,
)

PAGE = "workspace:calendar"
ROOM_FOR_THE_FORM_BYTES = 100_000


@dataclass
class Looked:
    """What somebody looks at: an institution, and the part of it that the address names."""

    partner: Partner
    departments: list[Department]
    choice: PlaceForm

    @property
    def place(self) -> Place:
        return Place(self.partner.pk, *self.choice.chosen)

    @property
    def query(self) -> str:
        """The end of the address of a page about the same part."""
        department, level = self.choice.chosen
        said = {name: value for name, value in (("department", department), ("level", level)) if value}
        return f"?{urlencode(said)}" if said else ""

    @property
    def address(self) -> str:
        return reverse(PAGE, kwargs={"pk": self.partner.pk}) + self.query


@desk_page
def calendars(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_calendars(request.user))
    return show(request, "workspace/calendars.html", {"institutions": institutions_for(request.user)})


@desk_page
def calendar(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, _looked(request, pk))


@desk_form
def set_calendar(request: DeskRequest, pk: int, year: int) -> HttpResponse:
    looked, at = _looked(request, pk), timezone.now()
    if year not in YEARS:
        raise Http404
    now = calendar_years(looked.place, [year]).get(year)
    data = request.POST if request.method == "POST" else None
    form = CalendarForm(data, year=year, terms=now.terms if now else (), ident="year")

    def do() -> None:
        actions.set_calendar(
            looked.place,
            year,
            form.terms,
            origin=Origin.FORM,
            source=form.cleaned_data["source"],
            by=request.user,
            at=at,
        )

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("This calendar holds from now on."))
        return redirect(looked.address)
    context = {
        "looked": looked,
        "form": form,
        "column": columns({year: now} if now else {}, [year], looked.place)[0],
    }
    return show(request, "workspace/calendar_year.html", context, wrong=form if form.is_bound else None)


@desk_action(PAGE)
@at_most(LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES, _("This file is larger than 1 MB. Is it a calendar?"))
def load_calendar(request: DeskRequest, pk: int) -> HttpResponse:
    looked, at = _looked(request, pk), timezone.now()
    form = CalendarFileForm(request.POST, files=request.FILES, ident="file")

    def do() -> None:
        report = actions.import_calendars(
            looked.place, form.years, source=form.said_source, by=request.user, at=at
        )
        if not report.new and not report.changed:
            raise actions.NotNow(_("This calendar holds already. Nothing was changed."))

    if form.done(do, at=at):
        messages.success(request, _("The calendars in this file hold from now on."))
        return redirect(looked.address)
    return _page(request, looked, form)


@desk_action(PAGE)
def take_back_calendar(request: DeskRequest, pk: int, calendar: int) -> HttpResponse:
    looked, at, form = _looked(request, pk), timezone.now(), DeskForm(request.POST, ident="take-back")
    taken = found(calendar_of(looked.partner, calendar))
    if form.done(lambda: actions.take_back(taken, by=request.user, at=at), at=at):
        messages.success(request, _("This calendar is taken back. You see what holds now."))
        return redirect(looked.address)
    return _page(request, looked, form)


@desk_action(PAGE)
def exempt_department(request: DeskRequest, pk: int, department: int) -> HttpResponse:
    looked, at, form = _looked(request, pk), timezone.now(), ExemptForm(request.POST, ident="exempt")
    part = get_object_or_404(Department, pk=department, partner=looked.partner)
    if form.done(lambda: actions.exempt(part, yes=form.yes, by=request.user, at=at), at=at):
        messages.success(request, _("It is written down."))
        return redirect(looked.address)
    return _page(request, looked, form)


def _looked(request: DeskRequest, pk: int) -> Looked:
    partner = get_object_or_404(Partner, pk=pk)
    allow(may_edit_calendar(request.user, partner_id=partner.pk))
    departments = departments_of(partner)
    return Looked(partner, departments, PlaceForm(request.GET, departments=departments))


def _page(request: DeskRequest, looked: Looked, wrong: DeskForm | None = None) -> HttpResponse:
    now = school_year(timezone.localdate())
    years = [now - 1, now, now + 1]
    context = {
        "looked": looked,
        "columns": columns(calendar_years(looked.place, years), years, looked.place),
        "file": wrong if isinstance(wrong, CalendarFileForm) else CalendarFileForm(ident="file"),
        "take_back": DeskForm(ident="take-back"),
    }
    return show(request, "workspace/calendar.html", context, wrong=wrong)

# SPDX-License-Identifier: EUPL-1.2
"""The administrator's desk: who signs in, with which roles."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts import actions
from kennisstad.accounts.models import Role, User
from kennisstad.accounts.rules import may_manage_people
from kennisstad.citylab import codes
from kennisstad.partners.actions import end_claim_of_gone
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.people import LetGoForm, PersonForm, RoleForm
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import people as queries
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_form, desk_page, found, show

PEOPLE_A_PAGE = 50
PASSWORD_WORDS = 6
"""Six words of 1,024: 60 bits."""
PAGE = "workspace:person"


@desk_form
def people(request: DeskRequest) -> HttpResponse:
    allow(may_manage_people(request.user))
    if request.method == "POST":
        return _add(request, PersonForm(request.POST, ident="person"))
    return _people_page(request)


@desk_page
def person(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_manage_people(request.user))
    return _person_page(request, pk)


@desk_action(PAGE)
def give_role(request: DeskRequest, pk: int) -> HttpResponse:
    user, at = _managed(request, pk), timezone.now()
    form = RoleForm(request.POST, partners=choices.partners(), ident="role")

    def do() -> None:
        role, partner = Role(form.cleaned_data["role"]), form.cleaned_data["partner"]
        actions.give_role(user, role=role, partner_id=partner, by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("The role is given. It holds from the next page on."))
        return redirect(PAGE, pk)
    return _person_page(request, pk, form)


@desk_action(PAGE)
def take_role(request: DeskRequest, pk: int, held: int) -> HttpResponse:
    user, at, form = _managed(request, pk), timezone.now(), DeskForm(request.POST, ident="take")
    if (role := queries.held_role(user, held)) is None:
        # Pressed twice: it is gone already.
        return redirect(PAGE, pk)
    if form.done(lambda: actions.take_role(role, by=request.user, at=at), at=at):
        messages.success(request, _("The role is taken back. It holds from the next page on."))
        return redirect(PAGE, pk)
    return _person_page(request, pk, form)


@desk_action(PAGE)
def new_password(request: DeskRequest, pk: int) -> HttpResponse:
    user, at, form = _managed(request, pk), timezone.now(), DeskForm(request.POST, ident="new-password")
    password = first_password(form.pressed_as) if form.is_valid() else ""
    if form.done(lambda: actions.give_password(user, password=password, by=request.user, at=at), at=at):
        return _show_password(request, user, password)
    return _person_page(request, pk, form)


@desk_action(PAGE)
def let_go(request: DeskRequest, pk: int) -> HttpResponse:
    user, at, form = _managed(request, pk), timezone.now(), LetGoForm(request.POST, ident="let-go")
    if not user.is_active:
        return redirect("workspace:people")

    def do() -> None:
        actions.let_go(user, by=request.user, at=at)
        end_claim_of_gone(user, by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("This person can no longer sign in. What the person did stays."))
        return redirect("workspace:people")
    return _person_page(request, pk, form)


def _managed(request: DeskRequest, pk: int) -> User:
    allow(may_manage_people(request.user))
    return get_object_or_404(User, pk=pk)


def _add(request: DeskRequest, form: PersonForm) -> HttpResponse:
    """Let somebody in and show the first password, this once; the same form again shows it again."""
    password = first_password(form.pressed_as) if form.is_valid() else ""

    def do() -> None:
        try:
            actions.add_user(**form.person(), password=password, by=request.user, at=timezone.now())
        except IntegrityError:
            raise NotNow(_("Somebody signs in with this name already. Choose another one.")) from None

    if not form.done(do, at=timezone.now()):
        return _people_page(request, form)
    return _show_password(request, found(queries.person_named(form.cleaned_data["username"])), password)


def _show_password(request: DeskRequest, user: User, password: str) -> HttpResponse:
    if not user.check_password(password):
        # Pressed once more after the person chose a password: the first one is of no use any more.
        messages.info(request, _("This person has another password by now."))
        return redirect(PAGE, pk=user.pk)
    context = {"person": user, "password": password, "has_role": bool(user.held_roles)}
    return show(request, "workspace/person_added.html", context)


def first_password(key: UUID) -> str:
    """Give the words that belong to one press of the form: pressed twice, they are shown twice the same."""
    made = salted_hmac("kennisstad.workspace.first-password", str(key), algorithm="sha256").digest()
    number, words = int.from_bytes(made), codes.words()
    return "-".join(words[(number >> (10 * place)) % codes.WORDS] for place in range(PASSWORD_WORDS))


def _people_page(request: DeskRequest, form: PersonForm | None = None) -> HttpResponse:
    page = Paginator(queries.people(), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form or PersonForm(ident="person")}
    return show(request, "workspace/people.html", context, wrong=form)


def _person_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    context = {
        "person": found(queries.person(pk)),
        "role": wrong if isinstance(wrong, RoleForm) else RoleForm(partners=choices.partners(), ident="role"),
        "again": DeskForm(ident="new-password"),
        "let_go": wrong if isinstance(wrong, LetGoForm) else LetGoForm(ident="let-go"),
    }
    return show(request, "workspace/person.html", context, wrong=wrong)

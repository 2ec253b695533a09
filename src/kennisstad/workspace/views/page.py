# SPDX-License-Identifier: EUPL-1.2
"""What every desk's page and button shares: signing in, the way around, and what went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.accounts import rules as accounts
from kennisstad.accounts.models import User
from kennisstad.agreement.rules import may_see_commitments
from kennisstad.citylab.rules import may_see_desk, may_see_model, may_set_terms, may_strike_pairs
from kennisstad.contact.rules import may_read_messages
from kennisstad.fieldwork.rules import may_see_ledger
from kennisstad.mail.queries import to_tell
from kennisstad.newsletter.rules import may_edit_newsletter, may_see_readers
from kennisstad.partners.rules import may_see_researchers
from kennisstad.progress.rules import may_account
from kennisstad.rounds.rules import may_see_rounds
from kennisstad.schools.rules import may_see_offers
from kennisstad.web.refusals import NotAllowed, TooLarge
from kennisstad.welcome.rules import may_keep_ambassadors
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.queries.home import new_questions, proposals_to_answer
from kennisstad.workspace.queries.messages import messages_to_answer
from kennisstad.years.rules import may_answer_days

CHOOSE_ONE = "workspace:password"
P = ParamSpec("P")
Found = TypeVar("Found")


class DeskRequest(HttpRequest):
    """A request of somebody who signed in."""

    user: User


DeskView = Callable[Concatenate[DeskRequest, P], HttpResponse]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True)
class Desk:
    """One line of the way around."""

    label: str | Promise
    url: str
    current: bool
    count: int | None = None


def desk_page(view: DeskView[P]) -> AnyView[P]:
    """Make a page of a desk: for who signed in, kept by no cache, read only."""
    return cast("AnyView[P]", require_safe(_for_one_person(view)))


def desk_form(view: DeskView[P]) -> AnyView[P]:
    """Make a page of a desk that is one form, sent to its own address."""
    return cast("AnyView[P]", require_http_methods(["GET", "HEAD", "POST"])(_for_one_person(view)))


def desk_action(page: str) -> Callable[[DeskView[P]], AnyView[P]]:
    """Make a button of a desk, which leads to its page when somebody only looks at its address.

    That happens after signing in again, and when a page with a refused form is opened anew.
    """

    def decorate(view: DeskView[P]) -> AnyView[P]:
        @wraps(view)
        def pressed(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(reverse(page, kwargs={"pk": kwargs["pk"]}))

        return desk_form(pressed)

    return decorate


def at_most(most_bytes: int, refusal: str | Promise) -> Callable[[DeskView[P]], DeskView[P]]:
    """Refuse what is too large before a byte of it is read: the form's token is looked for afterwards."""

    def decorate(view: DeskView[P]) -> DeskView[P]:
        @wraps(view)
        def measured(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or ""
            if length.isdecimal() and int(length) > most_bytes:
                raise TooLarge(refusal)
            return csrf_protect(view)(request, *args, **kwargs)

        return cast("DeskView[P]", csrf_exempt(measured))

    return decorate


def allow(allowed: bool) -> None:
    """Go on only when a rule says so.

    Raises:
        NotAllowed: it does not.
    """
    if not allowed:
        raise NotAllowed


def found(record: Found | None) -> Found:
    """Go on with a record only when there is one.

    Raises:
        Http404: there is none.
    """
    if record is None:
        raise Http404
    return record


def press(
    request: DeskRequest,
    pk: int,
    form: DeskForm,
    do: Callable[[], object],
    sentence: str | Promise,
    *,
    page: Callable[[DeskRequest, int, DeskForm | None], HttpResponse],
    back_to: str,
) -> HttpResponse:
    """Do what a form asks and lead back to the page of its record, or show that page with what is wrong."""
    if not form.done(do, at=timezone.now()):
        return page(request, pk, form)
    messages.success(request, str(sentence))
    return redirect(back_to, pk)


def show(
    request: DeskRequest, template: str, context: dict[str, Any], *, wrong: DeskForm | None = None
) -> HttpResponse:
    """Answer with a page of a desk; `wrong` is the form that brought us back to it."""
    here = {
        "desk_navigation": _desks(request.user, request.path),
        "mail_waits": to_tell(timezone.now()) if rules.may_see_standstill(request.user) else None,
        "wrong": wrong,
    }
    return render(request, template, context | here, status=wrong.status if wrong else 200)


def _for_one_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return cache_control(no_store=True)(login_required(_with_own_password(view)))


def _with_own_password(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead whoever still has a password that somebody else gave to the page where it is changed."""

    @wraps(view)
    def seen(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.first_password_until is None or here == CHOOSE_ONE:
            return view(request, *args, **kwargs)
        messages.info(request, _("Choose a password of your own first: somebody else knows the first one."))
        return redirect(CHOOSE_ONE)

    return seen


def _desks(user: User, path: str) -> list[Desk]:
    shown: list[tuple[str, str | Promise, bool, Callable[[], int] | None]] = [
        ("home", _("What waits"), True, None),
        ("desk", _("Questions"), may_see_desk(user), new_questions),
        ("messages", _("Messages"), may_read_messages(user), lambda: messages_to_answer(user)),
        ("proposals", _("Proposals"), rules.may_see_proposals(user), lambda: proposals_to_answer(user)),
        ("agreements", _("Agreements"), may_see_commitments(user), None),
        ("commitments", _("Commitments of partners"), may_see_commitments(user), None),
        ("owed", _("What we owe"), rules.may_see_owed(user), None),
        ("projects", _("Projects"), rules.may_see_projects(user), None),
        ("fieldwork", _("Neighbourhood load"), may_see_ledger(user), None),
        ("newsletters", _("Newsletter"), may_edit_newsletter(user), None),
        ("days", _("Days of themed years"), may_answer_days(user), None),
        ("courses", _("Courses"), rules.may_see_courses(user), None),
        ("terms", _("Terms"), may_set_terms(user), None),
        ("calendars", _("Calendars"), rules.may_see_calendars(user), None),
        ("rounds", _("Rounds"), may_see_rounds(user), None),
        ("school_offers", _("For schools"), may_see_offers(user), None),
        ("accounts", _("Yearly accounts"), may_account(user), None),
        ("ambassadors", _("Ambassadors"), may_keep_ambassadors(user), None),
        ("readers", _("Readers"), may_see_readers(user), None),
        ("pairs", _("Word pairs"), may_strike_pairs(user), None),
        ("researchers", _("Researchers"), may_see_researchers(user), None),
        ("own_research", _("My research"), True, None),
        ("learning", _("How matching learns"), may_see_model(user), None),
        ("mail", _("Mail"), accounts.may_see_outbox(user), None),
        ("journal", _("Journal"), accounts.may_read_journal(user), None),
        ("people", _("People"), accounts.may_manage_people(user), None),
    ]
    desks = [_desk(name, label, path, count) for name, label, allowed, count in shown if allowed]
    editing = Desk(_("Editing"), reverse("wagtailadmin_home"), current=False)
    return [*desks, editing] if accounts.may_edit_pages(user) else desks


def _desk(name: str, label: str | Promise, path: str, count: Callable[[], int] | None) -> Desk:
    url = reverse(f"workspace:{name}")
    # Every address begins with that of the first desk.
    current = path == url if name == "home" else path.startswith(url)
    return Desk(label, url, current, count() if count else None)

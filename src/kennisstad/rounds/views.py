# SPDX-License-Identifier: EUPL-1.2
"""Public pages about rounds, and signing up a team."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.accounts.models import User
from kennisstad.rounds import public_queries, told
from kennisstad.rounds.actions import teams as actions
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.codes import For, code_of, team_code
from kennisstad.rounds.forms import SignUpForm
from kennisstad.rounds.models import RoundCourse
from kennisstad.rounds.queries.standing import really
from kennisstad.rounds.wording import POLICIES
from kennisstad.web.headers import personal
from kennisstad.web.limits import look_up, network_of, spend
from kennisstad.web.public_forms import public_form

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTIONS_A_PAGE = 50
SIGN_UPS = 300
"""In an hour from one network: a lecture hall signs up behind one address."""
UNPROVEN = 10
"""Of those without a proof: a class in which nobody has script is rare."""
LETTERS = 5
"""In a day to one address, from whatever network: anybody can fill in the address of somebody else."""
SENT = "sent"
"""Marks the address of the page that sends somebody to the mailbox."""
GUESSES = 200
"""Wrong codes in an hour, after which a network gets no answer; a lecture hall mistypes some."""


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    return render(request, "rounds/rounds.html", {"rounds": public_queries.public_rounds()})


@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    round = get_object_or_404(public_queries.whole_rounds(), pk=pk)
    user = signed_in(request)
    page = Paginator(public_queries.questions_of(round), QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    context = {
        "round": round,
        "page": page,
        "policy": POLICIES[Policy(round.policy)],
        "really": really(round),
        "told": told.to_everybody(round, page.object_list) if round.is_told else None,
        "own_teams": [
            (team.name, reverse("rounds:team", args=[code]))
            for team in (public_queries.teams_of(user, round) if user else ())
            if (code := team_code(team))
        ],
    }
    return render(request, "rounds/round.html", context)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all that a published plan was made from, so that anyone can make it again."""
    round = get_object_or_404(public_queries.told_rounds(), pk=pk)
    return JsonResponse(told.whole(round), json_dumps_params={"indent": 1, "ensure_ascii": False})


@require_safe
def instance(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the input of a published plan as `kennisstad allocate` reads it, with its policy and seed."""
    round = get_object_or_404(public_queries.told_rounds(), pk=pk)
    return JsonResponse(told.input_of(round), json_dumps_params={"ensure_ascii": False})


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, code: str) -> HttpResponse:
    course = _course_with(request, code)
    if request.method != "POST":
        return _signing_up(request, course, code, _form(request, initial={"key": uuid.uuid4()}))
    form = _form(request, request.POST)
    if not form.is_valid():
        return _signing_up(request, course, code, form, status=400)
    spend("rounds.sign-up", network_of(request), limit=SIGN_UPS, per=HOUR, at=timezone.now())
    if form.is_by_a_machine:
        return redirect("rounds:round", course.round_id)
    if not form.is_trusted(request, at=timezone.now()):
        _spend_unproven(request)
    about = form.about | {"language": get_language() or "nl"}
    if form.waits_for_mail:
        _spend_letter(about["email"])
        actions.sign_up_by_mail(course, at=timezone.now(), **about)
        return redirect(f"{reverse('rounds:sign_up', args=[code])}?{SENT}")
    team = actions.sign_up(course, by=form.account, at=timezone.now(), **about)
    return redirect("rounds:team", code_of(For.TEAM, team.key, team.code_digest))


def _form(request: HttpRequest, data: QueryDict | None = None, **kwargs: Any) -> SignUpForm:
    return SignUpForm(data, account=signed_in(request), mail_leaves=bool(settings.SMTP_URL), **kwargs)


def _spend_unproven(request: HttpRequest) -> None:
    """Count a team that signs up without a proof.

    The address of this form is known to a course alone, so whoever has it was let in already, and the team
    is taken at once. But a machine that got hold of it comes not far.
    """
    spend("rounds.sign-up-unproven", network_of(request), limit=UNPROVEN, per=HOUR, at=timezone.now())


def _spend_letter(email: str) -> None:
    """Count a letter to an address that anybody can fill in; the same whether or not it takes part."""
    refusal = _("Many letters went to this address already. Try again later, or sign up without an address.")
    now = timezone.now()
    spend("rounds.sign-up-to", email.casefold(), limit=LETTERS, per=DAY, at=now, refusal=refusal)


def _signing_up(
    request: HttpRequest, course: RoundCourse, code: str, form: SignUpForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        "course": course,
        "round": course.round,
        "code": code,
        "form": form,
        "takes_wishes": course.round.takes_wishes(now),
        "is_early": now < course.round.opens_at,
        "is_sent": SENT in request.GET,
    }
    return render(request, "rounds/sign_up.html", context, status=status)


def _course_with(request: HttpRequest, code: str) -> RoundCourse:
    find = partial(public_queries.course_with_code, code)
    course = look_up("rounds.guess-course", request, find, limit=GUESSES, per=HOUR)
    if course is None:
        raise Http404
    return course


def signed_in(request: HttpRequest) -> User | None:
    """Give whoever signed in; who did not keeps no session and gets no cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None

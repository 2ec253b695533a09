# SPDX-License-Identifier: EUPL-1.2
"""Pages for the asker, by follow code: see every step, add, withdraw, say whether it was used."""

import uuid
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisstad.citylab import actions, queries, returning, will_fit
from kennisstad.citylab.alike import likes_of
from kennisstad.citylab.following import code_of
from kennisstad.citylab.forms import AdditionForm, CodeForm, CostForm, UsedForm
from kennisstad.citylab.models import Question
from kennisstad.citylab.road import road_of
from kennisstad.web.limits import look_up, network_of, spend
from kennisstad.web.public_forms import public_form

HOUR = timedelta(hours=1)
GUESSES = 200
"""Wrong codes in an hour, after which a network gets no answer."""


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a follow code, and go to its question."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        question = _question_with(request, form.cleaned_data["code"])
        if question is not None:
            return redirect("citylab:follow", code_of(question.key, question.code_digest))
        form.add_error("code", _("We do not know this code. Check each word, or call our desk."))
    return render(request, "citylab/find.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    question = _followed(request, code)
    return _following(request, question, code)


@never_cache
@public_form
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    question, form = _followed(request, code), AdditionForm(request.POST)
    if not form.is_valid():
        return _following(request, question, code, addition=form, status=400)
    spend("citylab.add", network_of(request), limit=20, per=HOUR, at=timezone.now())
    given = form.cleaned_data
    actions.add_words(question, key=given["key"], words=given["words"], at=timezone.now())
    return redirect(reverse("citylab:follow", args=[code]) + "#steps")


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more, then withdraw."""
    question = _followed(request, code)
    if request.method != "POST":
        return render(request, "citylab/withdraw.html", {"question": question, "code": code})
    actions.withdraw(question, at=timezone.now())
    return redirect("citylab:follow", code)


@never_cache
@public_form
@require_POST
def say_used(request: HttpRequest, code: str) -> HttpResponse:
    question, form = _followed(request, code), UsedForm(request.POST)
    if not form.is_valid():
        return _following(request, question, code, used=form, status=400)
    spend("citylab.used", network_of(request), limit=20, per=HOUR, at=timezone.now())
    returning.say_used(
        question,
        answer=form.cleaned_data["answer"],
        why=form.cleaned_data["why"],
        language=get_language() or "nl",
        at=timezone.now(),
    )
    return redirect(reverse("citylab:follow", args=[code]) + "#used")


@never_cache
@public_form
@require_POST
def say_cost(request: HttpRequest, code: str) -> HttpResponse:
    question, form = _followed(request, code), CostForm(request.POST)
    if not form.is_valid():
        return _following(request, question, code, cost=form, status=400)
    spend("citylab.cost", network_of(request), limit=20, per=HOUR, at=timezone.now())
    returning.say_cost(question, hours=form.cleaned_data["hours"], at=timezone.now())
    return redirect(reverse("citylab:follow", args=[code]) + "#cost")


def _following(
    request: HttpRequest,
    question: Question,
    code: str,
    *,
    addition: AdditionForm | None = None,
    used: UsedForm | None = None,
    cost: CostForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "question": question,
        "code": code,
        "road": road_of(question),
        "steps": queries.steps_for_asker(question),
        "likes": likes_of(question),
        "told": will_fit.told_for(question, today=timezone.localdate()),
        "addition": addition or AdditionForm(initial={"key": uuid.uuid4()}),
        "used_form": used or UsedForm(),
        "last_use": queries.last_use(question),
        "cost_form": cost or CostForm(),
        "cost": queries.cost_of(question),
        "hours": queries.hours_foreseen(question),
        "mail_leaves": bool(settings.SMTP_URL),
    }
    return render(request, "citylab/follow.html", context, status=status)


def _followed(request: HttpRequest, code: str) -> Question:
    question = _question_with(request, code)
    if question is None:
        raise Http404
    return question


def _question_with(request: HttpRequest, code: str) -> Question | None:
    find = partial(queries.question_with_code, code)
    question = look_up("citylab.guess-on", request, find, limit=GUESSES, per=HOUR)
    if question is None:
        spend("citylab.guess", network_of(request), limit=20, per=HOUR, at=timezone.now())
    return question

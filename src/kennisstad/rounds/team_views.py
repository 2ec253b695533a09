# SPDX-License-Identifier: EUPL-1.2
"""A team's own pages, by its code: rank, read the place and why, leave, appeal."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisstad.rounds import place, public_queries, receipts
from kennisstad.rounds.actions import teams as actions
from kennisstad.rounds.ballot import ballot_of
from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.forms import AppealForm, TeamCodeForm, marks_in, sentence_for
from kennisstad.rounds.models import Status, Team
from kennisstad.rounds.ranking import Marks, NotARanking, moved
from kennisstad.rounds.views import signed_in
from kennisstad.web.forms import clean_words
from kennisstad.web.headers import personal
from kennisstad.web.limits import look_up, network_of, spend
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import NotNow

HOUR = timedelta(hours=1)
GUESSES = 200
"""Wrong codes in an hour, after which a network gets no answer."""
SAVES = 40
"""Of one team in an hour: each brings a letter to an address that nobody has confirmed."""
STEPS = {"up": -1, "down": 1}


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a team's code, and go to its page."""
    form = TeamCodeForm(request.POST or None)
    if form.is_valid():
        team = _team_with(request, form.cleaned_data["code"])
        if team is not None:
            return redirect("rounds:team", code_of(For.TEAM, team.key, team.code_digest))
        form.add_error("code", _("We do not know this code. Check each word, or ask your coordinator."))
    return render(request, "rounds/find.html", {"form": form}, status=400 if form.errors else 200)


@personal
@require_safe
def team(request: HttpRequest, code: str) -> HttpResponse:
    return _team_page(request, _own_team(request, code), code)


@personal
@public_form
@require_POST
def rank(request: HttpRequest, code: str) -> HttpResponse:
    """Save what was filled in, or move one question and save nothing yet."""
    team, marks = _own_team(request, code), marks_in(request.POST)
    for name, step in STEPS.items():
        if (question := request.POST.get(name, "")).isdecimal():
            return _team_page(request, team, code, marks=moved(marks, int(question[:18]), step), moved=True)
    spend("rounds.rank", str(team.pk), limit=SAVES, per=HOUR, at=timezone.now())
    try:
        saved = actions.rank(team, marks, by=signed_in(request), at=timezone.now())
    except NotARanking as wrong:
        return _not_saved(request, team, code, marks, wrong)
    except NotNow as refusal:
        return _team_page(request, team, code, marks=dict(marks), refusal=str(refusal), status=409)
    how = "closed-up" if saved.closed_up else "yes"
    return redirect(reverse("rounds:team", args=[code]) + f"?saved={how}#receipt")


def _not_saved(request: HttpRequest, team: Team, code: str, marks: Marks, wrong: NotARanking) -> HttpResponse:
    at_question = defaultdict[int, list[str]](list)
    general: list[str] = []
    known = set(team.round.questions.values_list("pk", flat=True))
    for found in wrong.found:
        sentence = str(sentence_for(found, team.round))
        if found.question in known:
            at_question[found.question].append(sentence)
        elif sentence not in general:
            general.append(sentence)
    return _team_page(
        request, team, code, marks=dict(marks), troubles=at_question, general=general, status=400
    )


def _team_page(
    request: HttpRequest,
    team: Team,
    code: str,
    *,
    marks: Mapping[int, str] | None = None,
    troubles: Mapping[int, list[str]] | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    round, now = team.round, timezone.now()
    questions = list(public_queries.questions_of(round))
    on_record = public_queries.marks_of(team)
    own = {
        **_about(team, code),
        "takes_wishes": team.left_at is None and round.takes_wishes(now),
        "is_early": now < round.opens_at,
        "may_leave": team.left_at is None and round.status == Status.OPEN,
        "ballot": ballot_of(team, questions, on_record if marks is None else marks, troubles or {}),
        "on_record": ballot_of(team, questions, on_record, {}),
        # A short list has fewer numbers than the round allows.
        "most_wishes": min(round.most_wishes, len(questions)),
        "unsaved": marks is not None,
        "saved": request.GET.get("saved", "") if marks is None else "",
        "mail_leaves": bool(settings.SMTP_URL),
        "place": place.place_of(team, questions) if round.is_told else None,
        "appeal_form": AppealForm(),
        **_appeals(team, timezone.localdate(now)),
        **_receipts(team, clean_words(request.GET.get("check", ""))[:100]),
    }
    return render(request, "rounds/team.html", own | context, status=status)


def _about(team: Team, code: str) -> dict[str, Any]:
    called = team.name or _("Team %(number)d") % {"number": team.number}
    return {"team": team, "round": team.round, "code": code, "called": called}


def _receipts(team: Team, typed: str) -> dict[str, Any]:
    made = list(team.receipts.order_by("-at", "-pk"))
    found = receipts.find(made, typed)
    return {
        "receipts": made,
        "receipt_text": receipts.text_of(team, made[0].wishes, made[0].at) if made else "",
        "checked": {
            "typed": typed,
            "receipt": found,
            "wishes": receipts.order_of(found.wishes) if found else "",
        },
    }


def _appeals(team: Team, today: date) -> dict[str, Any]:
    made = list(team.appeals.order_by("-at", "-pk"))
    in_time = team.round.status == Status.PUBLISHED and today <= team.round.appeals_until
    return {
        "appeals": made,
        "may_appeal": in_time and team.left_at is None,
        "has_waiting_appeal": any(one.answered_at is None for one in made),
    }


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more, then take the team out."""
    team = _own_team(request, code)
    if request.method != "POST":
        return render(request, "rounds/leave.html", _about(team, code))
    actions.leave(team, by=signed_in(request), at=timezone.now())
    return redirect("rounds:team", code)


@personal
@public_form
@require_POST
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the coordinator to look again."""
    team, form = _own_team(request, code), AppealForm(request.POST)
    if not form.is_valid():
        return _team_page(request, team, code, appeal_form=form, status=400)
    spend("rounds.appeal", str(team.pk), limit=20, per=HOUR, at=timezone.now())
    try:
        actions.appeal(team, words=form.cleaned_data["words"], by=signed_in(request), at=timezone.now())
    except NotNow as refusal:
        # What was written stays in the form.
        return _team_page(request, team, code, appeal_form=form, refusal=str(refusal), status=409)
    return redirect(reverse("rounds:team", args=[code]) + "#appeal")


def _own_team(request: HttpRequest, code: str) -> Team:
    team = _team_with(request, code)
    if team is None:
        raise Http404
    return team


def _team_with(request: HttpRequest, code: str) -> Team | None:
    find = partial(public_queries.team_with_code, code)
    team = look_up("rounds.guess-on", request, find, limit=GUESSES, per=HOUR)
    if team is None:
        spend("rounds.guess", network_of(request), limit=20, per=HOUR, at=timezone.now())
    return team

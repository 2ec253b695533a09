# SPDX-License-Identifier: EUPL-1.2
"""After the plan is there: told to all teams, objected to, and settled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab.models import Question
from kennisstad.citylab.placing_rounds import ROAD, place_by_round
from kennisstad.citylab.stepping import hold_chain
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.rounds import emails, notices
from kennisstad.rounds.actions.steps import hold, move, not_being_computed, note
from kennisstad.rounds.models import Appeal, AppealOutcome, Round, RoundQuestion, Status, Team
from kennisstad.rounds.queries.review import contacts_planned, forbidden_sentences
from kennisstad.web.refusals import NotNow


@transaction.atomic
def publish(round: Round, *, by: User | None, at: datetime) -> None:
    """Tell every team its place and why, if the plan keeps what its policy promises.

    Raises:
        NotNow: no plan is under review, or it has faults that the policy forbids, also by what the city,
            its askers and its districts say by now; the faults, or where there is room, are named.
    """
    hold(round)
    not_being_computed(round)
    if round.status != Status.COMPUTED or round.run is None:
        raise NotNow(_("There is no plan under review. Have it computed first."))
    _refuse_if_hindered(round)
    if wrong := forbidden_sentences(round, round.run):
        raise NotNow(_("This plan cannot be published: %(faults)s") % {"faults": " ".join(map(str, wrong))})
    move(round, Status.PUBLISHED)
    note(round, "published", by=by, at=at, run=round.run.number, digest=round.run.digest)
    notices.to_teams("published", round, at=at)


def _refuse_if_hindered(round: Round) -> None:
    """Refuse when a district has no room for what the plan brings there, and name what would fit."""
    for area_id, contacts in sorted(contacts_planned(round).items()):
        fieldwork.refuse_if_hindered(
            [area_id], from_day=round.starts_on, until_day=round.ends_on, contacts=contacts
        )


@transaction.atomic
def uphold(appeal: Appeal, *, answer: str, by: User, at: datetime) -> None:
    """Agree with a team: the round is closed again, to change what was wrong and compute it anew.

    Raises:
        NotNow: no answer is given, it was answered already, or no plan is published.
    """
    round = _answer(appeal, AppealOutcome.UPHELD, answer, by=by, at=at)
    move(round, Status.CLOSED, run=None)
    note(round, "to-be-computed-anew", by=by, at=at, team=appeal.team.number)


@transaction.atomic
def reject(appeal: Appeal, *, answer: str, by: User, at: datetime) -> None:
    """Leave the plan as it is, and tell the team why.

    Raises:
        NotNow: no answer is given, it was answered already, or no plan is published.
    """
    _answer(appeal, AppealOutcome.REJECTED, answer, by=by, at=at)


def _answer(appeal: Appeal, outcome: AppealOutcome, answer: str, *, by: User, at: datetime) -> Round:
    round = appeal.team.round
    hold(round)
    appeal.refresh_from_db(fields=["outcome", "answer", "answered_at"])
    if appeal.outcome != AppealOutcome.WAITING:
        raise NotNow(_("This appeal has been answered already."))
    if not answer:
        raise NotNow(_("Write an answer: the team reads it."))
    if round.status != Status.PUBLISHED:
        raise NotNow(_("Only while a plan is published can you answer what a team has against it."))
    appeal.outcome, appeal.answer, appeal.answered_at = outcome, answer, at
    appeal.save(update_fields=["outcome", "answer", "answered_at"])
    note(round, f"appeal-{outcome.value}", by=by, at=at, team=appeal.team.number)
    emails.to_team("appeal-answered", appeal.team, at=at, appeal=appeal)
    return round


@transaction.atomic
def settle(round: Round, *, by: User, at: datetime) -> None:
    """End the round: the project of every question with teams begins, the others look for a course as before.

    A question that was placed, answered or withdrawn in the meantime is left as it is.

    Raises:
        NotNow: the plan is not published, teams can still object, or an appeal waits for an answer.
    """
    hold(round)
    if round.status != Status.PUBLISHED or round.run is None:
        raise NotNow(_("Only a round whose plan is published can be settled."))
    if timezone.localdate(at) <= round.appeals_until:
        raise NotNow(_("Teams can still appeal. Settle the round when that time is over."))
    if Appeal.objects.filter(team__round=round, outcome=AppealOutcome.WAITING).exists():
        raise NotNow(_("A team waits for an answer to its appeal. Answer it first."))
    placed = _place_all(round, round.run.plan, by=by, at=at)
    move(round, Status.SETTLED, ended_at=at)
    note(round, "settled", by=by, at=at, projects=placed)


def _place_all(round: Round, plan: Mapping[str, str], *, by: User, at: datetime) -> int:
    teams = round.teams.select_related("course__offering__course").in_order()
    of_question: dict[str, list[Team]] = {}
    for team in teams:
        if (place := plan.get(str(team.number))) is not None:
            of_question.setdefault(place, []).append(team)
    placed = 0
    # In the order of their keys, as everyone who locks several questions does.
    for part in round.questions.select_related("question").order_by("question"):
        if own := of_question.get(str(part.place)):
            placed += _place(round, part, own, by=by, at=at)
    return placed


def _place(round: Round, part: RoundQuestion, teams: Iterable[Team], *, by: User, at: datetime) -> bool:
    question = Question.objects.get(pk=part.question_id)
    hold_chain(question)
    if question.status not in ROAD:
        return False
    courses = Counter(team.course.offering.course for team in teams)
    # Most teams carries it; of equals the course that was there first.
    carrier = min(courses, key=lambda course: (-courses[course], course.pk))
    place_by_round(
        question,
        course=carrier,
        partners=sorted({course.partner_id for course in courses}),
        starts_on=round.starts_on,
        ends_on=round.ends_on,
        by=by,
        at=at,
    )
    return True

# SPDX-License-Identifier: EUPL-1.2
"""The end of a round: its projects begin, and what cannot go on by now is left out with a reason."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab.capping import hold_askers
from kennisstad.citylab.models import Question
from kennisstad.citylab.placing_rounds import ROAD, place_by_round
from kennisstad.citylab.stepping import hold_chain
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.rounds import notices
from kennisstad.rounds.actions.steps import hold, move, note
from kennisstad.rounds.models import Appeal, AppealOutcome, Round, RoundQuestion, Status
from kennisstad.rounds.queries.settling import Placing, obstacles, placings
from kennisstad.web.refusals import NotNow


@transaction.atomic
def settle(round: Round, *, by: User | None, at: datetime) -> None:
    """End the round: the project of every question with teams begins, the others look for a course as before.

    A question that was placed, answered or withdrawn in the meantime is left as it is.

    Raises:
        NotNow: the plan is not published, teams can still appeal, an appeal waits for an answer, or a
            district or an asker has no room by now; then what, who says so and what to do are named.
    """
    _can_be_settled(round, at)
    found = _held(placings(round))
    if stopped := obstacles(round, found):
        sentences = " ".join(one.sentence for one in stopped)
        raise NotNow(
            _(
                "%(obstacles)s Nothing was settled. Leave such a question out, with a reason, or settle the"
                " round later."
            )
            % {"obstacles": sentences}
        )
    for one in found:
        _place(round, one, by=by, at=at)
    move(round, Status.SETTLED, ended_at=at)
    left_out = round.questions.filter(left_out_at__isnull=False).count()
    note(round, "settled", by=by, at=at, projects=len(found), left_out=left_out)


@transaction.atomic
def leave_out(part: RoundQuestion, *, reason: str, by: User | None, at: datetime) -> None:
    """Keep a question that cannot go on out of the settlement; it looks for a course as before.

    Everybody can read the reason, and the teams that had the question are told at once.

    Raises:
        NotNow: no reason is given, the round cannot be settled yet, or nothing stands in the way of it.
    """
    round = part.round
    _can_be_settled(round, at)
    part.refresh_from_db(fields=["left_out_at"])
    if part.left_out_at is not None:
        raise NotNow(_("This question was left out already."))
    if not reason:
        raise NotNow(_("Say why: everybody can read it, and the teams are told."))
    found = placings(round)
    if not any(part in one.parts for one in obstacles(round, found)):
        raise NotNow(_("Nothing stands in the way of this question. It is placed when the round is settled."))
    part.left_out_at, part.left_out_because = at, reason
    part.save(update_fields=["left_out_at", "left_out_because"])
    note(round, "question-left-out", by=by, at=at, question=part.question_id, place=part.place)
    teams = [team.pk for one in found if one.part == part for team in one.teams]
    notices.to_teams("left-out", round, at=at, among=round.teams.filter(pk__in=teams), part=part)


def _can_be_settled(round: Round, at: datetime) -> None:
    hold(round)
    if round.status != Status.PUBLISHED or round.run is None:
        raise NotNow(_("Only a round whose plan is published can be settled."))
    if timezone.localdate(at) <= round.appeals_until:
        raise NotNow(_("Teams can still appeal. Settle the round when that time is over."))
    if Appeal.objects.filter(team__round=round, outcome=AppealOutcome.WAITING).exists():
        raise NotNow(_("A team waits for an answer to its appeal. Answer it first."))


def _held(found: Iterable[Placing]) -> list[Placing]:
    """Keep what still looks for a course, and hold questions, askers and districts, each in one order.

    Whoever accepts a proposal or plans fieldwork meanwhile waits, and then sees what was placed here.
    """
    kept = []
    for one in sorted(found, key=lambda one: one.part.question_id):
        question = Question.objects.get(pk=one.part.question_id)
        hold_chain(question)
        if question.status in ROAD:
            kept.append(one)
    hold_askers([one.part.question for one in kept])
    fieldwork.hold([area.pk for one in kept for area in one.part.question.districts.all()])
    return kept


def _place(round: Round, placing: Placing, *, by: User | None, at: datetime) -> None:
    courses = Counter(team.course.offering.course for team in placing.teams)
    # Most teams carries it; of equals the course that was there first.
    carrier = min(courses, key=lambda course: (-courses[course], course.pk))
    place_by_round(
        Question.objects.get(pk=placing.part.question_id),
        course=carrier,
        partners=sorted({course.partner_id for course in courses}),
        starts_on=round.starts_on,
        ends_on=round.ends_on,
        by=by,
        at=at,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Rounds that a person may see, and all that their desk shows; a fixed number of queries for each page."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.models import Question
from kennisstad.citylab.queries import asker_of
from kennisstad.education.models import Course, Offering
from kennisstad.rounds.allocation.digest import digest
from kennisstad.rounds.allocation.figures import Figures
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import (
    Appeal,
    AppealOutcome,
    Round,
    RoundCourse,
    RoundQuestion,
    Run,
    RunStatus,
    Status,
)
from kennisstad.rounds.models.round import UNDER_WAY, RoundQuerySet
from kennisstad.rounds.models.team import TeamQuerySet
from kennisstad.rounds.outcome import read_figures
from kennisstad.rounds.queries.instance import instance_of
from kennisstad.rounds.queries.standing import offerings_to_come
from kennisstad.rounds.rules import sees_all_rounds
from kennisstad.workspace.queries.choices import Choices

MOST_RUNS = 20


@dataclass(frozen=True)
class PolicyRow:
    """What one policy does for this round; nothing stands for first come, first served."""

    policy: Policy | None
    run: Run | None
    figures: Figures | None


def rounds_for(user: User) -> RoundQuerySet:
    """Those that `rounds.rules.may_see_round` allows, with the number of teams that take part."""
    found = Round.objects.with_words().with_team_count().newest()
    if sees_all_rounds(user):
        return found
    own = user.partners_as(Role.COORDINATOR)
    return found.filter(organiser__in=own)


def whole_round(pk: int) -> Round | None:
    """One round with its words, its organiser and its plan."""
    return Round.objects.with_words().select_related("run").filter(pk=pk).first()


def courses_of(round: Round) -> QuerySet[RoundCourse]:
    found = round.courses.select_related("offering__course__partner").annotate(
        team_count=Count("teams", filter=Q(teams__left_at__isnull=True))
    )
    return found.prefetch_related("offering__course__texts").order_by("pk")


def parts_of(round: Round) -> QuerySet[RoundQuestion]:
    wished = Count("wishes__team", filter=Q(wishes__rank__isnull=False, wishes__team__left_at__isnull=True))
    return round.questions.with_words().annotate(wish_count=wished).in_order()


def teams_of(round: Round) -> TeamQuerySet:
    """Teams that take part, with what their coordinator sees; their members' names are their own."""
    found = round.teams.taking_part().select_related("fixed__question", "course__offering__course")
    wished = Count("wishes", filter=Q(wishes__rank__isnull=False))
    return (
        found.annotate(wish_count=wished)
        .prefetch_related(
            "fixed__question__texts",
            "course__offering__course__texts",
            "exclusions__question__question__texts",
        )
        .in_order()
    )


def runs_of(round: Round) -> list[Run]:
    """The latest computations, without the input that they hold."""
    return list(round.runs.newest().defer("instance", "faults")[:MOST_RUNS])


def appeals_of(round: Round) -> QuerySet[Appeal]:
    """Those that wait first, then the newest."""
    found = Appeal.objects.filter(team__round=round).select_related("team")
    waits_first = Q(outcome=AppealOutcome.WAITING)
    return found.annotate(waits=Count("pk", filter=waits_first)).order_by("-waits", "-at", "-pk")


def appeals_to_answer(user: User) -> int:
    """Count what teams have against their place and nobody answered yet, in the own rounds."""
    own = user.partners_as(Role.COORDINATOR)
    waiting = Appeal.objects.filter(outcome=AppealOutcome.WAITING, team__round__organiser__in=own)
    return waiting.filter(team__round__status=Status.PUBLISHED).count()


def policy_rows(round: Round) -> list[PolicyRow]:
    """What each policy does for the round as it is now, as far as it was computed."""
    now = instance_of(round)
    digests = {digest(now, policy, round.seed): policy for policy in Policy}
    done = Run.objects.filter(round=round, digest__in=digests, status=RunStatus.DONE)
    # The plan of the round as it is stands for its policy, rather than a look at the same.
    latest = done.order_by("for_real", "pk").defer("instance", "faults")
    runs = {digests[run.digest]: run for run in latest}
    rows = [
        PolicyRow(policy, run, read_figures(run.figures) if run else None)
        for policy, run in ((policy, runs.get(policy)) for policy in Policy)
    ]
    served = next((run.figures["first_come"] for run in runs.values() if "first_come" in run.figures), None)
    if served:
        rows.insert(0, PolicyRow(None, None, read_figures(served)))
    return rows


def seeking_questions() -> Choices:
    """Questions that can take part: they look for a course, and are in no round that has not ended."""
    busy = RoundQuestion.objects.filter(round__status__in=UNDER_WAY).values("question")
    found = Question.objects.seeking().exclude(pk__in=busy).waiting_longest().prefetch_related("texts")
    return [(question.pk, str(question)) for question in found]


def offerings_for(round: Round, user: User) -> list[Offering]:
    """Editions that the round has time for and that this person may put in, as `rounds.rules` says."""
    if user.is_a(Role.BROKER):
        return offerings_to_come(round)
    own = user.partners_as(Role.COORDINATOR)
    named = Course.objects.filter(coordinators=user)
    return offerings_to_come(round, Q(course__partner__in=own) | Q(course__in=named))


def whole_run(round: Round, number: int) -> Run | None:
    return Run.objects.filter(round=round, number=number).first()


def askers_in(round: Round) -> list[tuple[str, list[RoundQuestion]]]:
    """The askers of a round by the key that limits know them by, each with its questions in order."""
    asked = round.questions.in_order().select_related("question__contact", "question__leg_of__contact")
    found: dict[str, list[RoundQuestion]] = {}
    for part in asked:
        found.setdefault(asker_of(part.question), []).append(part)
    return list(found.items())


def numbered_questions(round: Round) -> Choices:
    """The questions of a round by key, with the numbers that teams know them by."""
    return [(one.pk, f"{one.place}. {one.question}") for one in round.questions.with_words().in_order()]

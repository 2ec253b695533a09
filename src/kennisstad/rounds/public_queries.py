# SPDX-License-Identifier: EUPL-1.2
"""Reads for the public pages of rounds and for the teams' own pages."""

from django.db.models import Prefetch, QuerySet

from kennisstad.accounts.models import User
from kennisstad.rounds.codes import For, digests
from kennisstad.rounds.models import Round, RoundCourse, Status, Team, Wish
from kennisstad.rounds.models.part import RoundQuestionQuerySet
from kennisstad.rounds.models.round import PUBLIC, TOLD, RoundQuerySet
from kennisstad.rounds.models.team import TeamQuerySet
from kennisstad.rounds.ranking import UNWANTED


def public_rounds() -> RoundQuerySet:
    return Round.objects.public().newest().select_related("organiser").prefetch_related("texts")


def whole_rounds() -> RoundQuerySet:
    """Read rounds with all that their public page shows, but their questions; a fixed number of queries."""
    return (
        Round.objects.filter(status__in=[*PUBLIC, Status.CANCELLED])
        .select_related("organiser")
        .prefetch_related(
            "texts",
            Prefetch("courses", RoundCourse.objects.order_by("pk")),
            "courses__offering__course__texts",
            "courses__offering__course__partner",
        )
    )


def told_rounds() -> RoundQuerySet:
    """Keep rounds whose plan everybody may read."""
    return Round.objects.filter(status__in=TOLD).select_related("run")


def teams_of(user: User, round: Round) -> TeamQuerySet:
    """Give the teams that somebody with an account signed up and that take part."""
    return Team.objects.taking_part().filter(user=user, round=round).in_order()


def all_teams_of(user: User) -> TeamQuerySet:
    """Give the teams that somebody signed up in any round, the newest first, with the words of its round."""
    found = Team.objects.taking_part().filter(user=user).select_related("round")
    return found.prefetch_related("round__texts").order_by("-signed_up_at", "-pk")


def course_with_code(typed: str) -> RoundCourse | None:
    """Find the course edition whose link to sign up has this code."""
    found = RoundCourse.objects.filter(code_digest__in=digests(For.SIGN_UP, typed))
    return found.select_related("round", "offering__course__partner").first()


def team_with_code(typed: str) -> Team | None:
    """Find the team that a typed code belongs to."""
    return whole_teams().filter(code_digest__in=digests(For.TEAM, typed)).first()


def whole_teams() -> QuerySet[Team]:
    return Team.objects.select_related(
        "round", "course__offering__course__partner", "fixed__question"
    ).prefetch_related("round__texts", "course__offering__course__texts")


def questions_of(round: Round) -> RoundQuestionQuerySet:
    return round.questions.with_words().in_order()


def marks_of(team: Team) -> dict[int, str]:
    """Give the wishes on record as a team filled them in."""
    wishes = Wish.objects.filter(team=team).order_by("rank", "question__place", "pk")
    return {
        question: str(rank) if rank is not None else UNWANTED
        for question, rank in wishes.values_list("question", "rank")
    }

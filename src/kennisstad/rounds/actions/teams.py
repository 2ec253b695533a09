# SPDX-License-Identifier: EUPL-1.2
"""What teams do themselves: sign up, rank, leave, appeal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.rounds import emails, receipts
from kennisstad.rounds.codes import For, new_code
from kennisstad.rounds.models import (
    Appeal,
    AppealOutcome,
    Receipt,
    Round,
    RoundCourse,
    Status,
    Team,
    TeamMember,
    Wish,
)
from kennisstad.rounds.models.round import UNDER_WAY
from kennisstad.rounds.ranking import Marks, Ranking, Rules, read
from kennisstad.web.refusals import NotNow
from kennisstad.web.templatetags.web import in_words


class TakesPart(NotNow):
    """A team with this address or account takes part in a round already."""

    def __init__(self, team: Team) -> None:
        super().__init__(
            _(
                "A team with this e-mail address or account already takes part in a round. A team can be"
                " in one round at a time: leave the other first, or go on with the page of that team."
            )
        )
        self.team = team


def sign_up_by_mail(course: RoundCourse, *, email: str, at: datetime, **about: Any) -> None:
    """Let a team take part, or write to its address that it does so already; both are told by mail alone.

    So whoever fills in the address of somebody else learns nothing about it, and opens no page of theirs.
    Either way a number is used up, once for each form: else the number of the next team would tell.

    Args:
        about: as `sign_up` takes it.
    Raises:
        NotNow: the round does not take teams now.
    """
    try:
        sign_up(course, email=email, at=at, **about)
    except TakesPart as taken:
        _turn_away(course, taken.team, at=at, **about)


@transaction.atomic
def _turn_away(course: RoundCourse, known: Team, *, key: UUID, at: datetime, **about: Any) -> None:
    """Write to a team that it takes part elsewhere; what was asked for here is kept as a team that left."""
    fields = {"name": about["name"], "language": about["language"], "left_at": at}
    team = Team(course=course, key=_own_key(course, key), round=_held(course.round_id), **fields)
    if Team.objects.filter(key=team.key).exists():
        return
    _enter(team, at=at)
    record("team.turned-away", subject=team, by_id=None, at=at, round=team.round_id)
    emails.to_team("takes-part", known, at=at, asked=course.round)


def sign_up(
    course: RoundCourse,
    *,
    key: UUID,
    name: str,
    language: str,
    at: datetime,
    email: str = "",
    members: Iterable[str] = (),
    works_in: Iterable[str] = (),
    by: User | None = None,
) -> Team:
    """Let a team take part; the same key twice is one team.

    Args:
        key: made with the form, so that a second press or a reload signs nobody up twice.
        language: in which we write to the team.
        by: whoever signed in, where somebody did.
    Raises:
        NotNow: the round does not take teams now.
        TakesPart: the team is in a round that is under way.
    """
    own_key = _own_key(course, key)
    if (known := Team.objects.filter(key=own_key).first()) is not None:
        return known
    fields = {"name": name, "language": language, "email": email, "works_in": sorted(works_in)}
    try:
        return _sign_up(Team(course=course, key=own_key, user=by, **fields), members=members, at=at)
    except IntegrityError:
        # Somebody pressed twice at once: the first press has it.
        return Team.objects.get(key=own_key)


@transaction.atomic
def _sign_up(team: Team, *, members: Iterable[str], at: datetime) -> Team:
    if team.email or team.user_id:
        # All at once and in one order: two sign-ups, for two rounds, see each other and never wait crosswise.
        list(Round.objects.select_for_update().filter(status__in=UNDER_WAY).order_by("pk").values_list("pk"))
    team.round = _taking_wishes(team.course.round_id, at)
    _refuse_second_round(team)
    _enter(team, at=at)
    TeamMember.objects.bulk_create(TeamMember(team=team, name=name) for name in members)
    record("team.signed-up", subject=team, by_id=team.user_id, at=at, round=team.round_id)
    emails.to_team("signed-up", team, at=at)
    return team


def _own_key(course: RoundCourse, key: UUID) -> UUID:
    # Keys come from outside: one that was used with another link must not stand in the way.
    return uuid5(course.key, key.hex)


def _enter(team: Team, *, at: datetime) -> None:
    """Save a new team under the next number of its round, which is held."""
    highest = team.round.teams.aggregate(highest=Max("number"))["highest"] or 0
    team.number, team.signed_up_at, team.changed_at = highest + 1, at, at
    team.code_digest = new_code(For.TEAM, team.key)[1]
    team.save(force_insert=True)


def _taking_wishes(round_id: int, at: datetime) -> Round:
    """Hold the round, so that it cannot close meanwhile, and look again whether it takes wishes.

    Raises:
        NotNow: it does not.
    """
    held = _held(round_id)
    if held.takes_wishes(at):
        return held
    if held.status in (Status.DRAFT, Status.OPEN) and at < held.opens_at:
        day = in_words(timezone.localdate(held.opens_at))
        raise NotNow(
            _("This round is not open yet. Teams can sign up and choose from %(day)s.") % {"day": day}
        )
    if held.status == Status.CANCELLED:
        raise NotNow(_("This round was called off."))
    raise NotNow(_("This round is closed: wishes can no longer be changed."))


def _held(round_id: int) -> Round:
    return Round.objects.select_for_update().get(pk=round_id)


def _refuse_second_round(team: Team) -> None:
    """Refuse a team whose address or account already takes part in a round under way.

    Raises:
        TakesPart: it does.
    """
    same = (Q(email__iexact=team.email) & ~Q(email="")) | (Q(user=team.user_id) & Q(user__isnull=False))
    others = Team.objects.taking_part().filter(same, round__status__in=UNDER_WAY)
    if (other := others.select_related("round").order_by("pk").first()) is not None:
        raise TakesPart(other)


@dataclass(frozen=True, slots=True)
class Saved:
    receipt: Receipt
    closed_up: bool
    """Whether numbers were left out, and what came after them moved up."""


@transaction.atomic
def rank(team: Team, marks: Marks, *, by: User | None, at: datetime) -> Saved:
    """Put a team's wishes in the place of those it had; the same wishes twice make one receipt.

    Args:
        marks: RoundQuestion ids, each with what was filled in.
    Raises:
        NotNow: the round does not take wishes now, or the team left it.
        NotARanking: the marks cannot be read as wishes for this round.
    """
    team.round = _taking_wishes(team.round_id, at)
    _hold_taking_part(team)
    numbers = dict(team.round.questions.values_list("pk", "place"))
    ranking = read(marks, rules_of(team.round, numbers))
    wishes = receipts.wishes_of(ranking, numbers)
    last = team.receipts.order_by("-at", "-pk").first()
    # A question that was taken out took its wishes along: the receipt alone does not tell what is on record.
    if last is not None and last.wishes == wishes and _on_record(team) == _rows(ranking):
        return Saved(last, ranking.closed_up)
    _replace_wishes(team, ranking)
    text = receipts.text_of(team, wishes, at)
    receipt = Receipt.objects.create(team=team, at=at, wishes=wishes, digest=receipts.digest_of(text))
    team.changed_at = at
    team.save(update_fields=["changed_at"])
    by_id = by.pk if by else None
    record("team.ranked", subject=team, by_id=by_id, at=at, round=team.round_id, digest=receipt.digest)
    emails.receipt(team, receipt, text=text, at=at)
    return Saved(receipt, ranking.closed_up)


def rules_of(round: Round, questions: Iterable[int]) -> Rules:
    """Give what a round allows in a list of wishes."""
    return Rules(
        questions=frozenset(questions),
        least=round.least_wishes,
        most=round.most_wishes,
        ties=round.ties_allowed,
    )


def _hold_taking_part(team: Team) -> None:
    team.refresh_from_db(
        fields=["left_at", "number"], from_queryset=Team.objects.select_for_update(of=("self",))
    )
    if team.left_at is not None:
        raise NotNow(_("This team left the round."))


def _replace_wishes(team: Team, ranking: Ranking) -> None:
    team.wishes.all().delete()
    Wish.objects.bulk_create(
        Wish(team=team, question_id=question, rank=rank) for question, rank in _rows(ranking).items()
    )


def _on_record(team: Team) -> dict[int, int | None]:
    return dict(team.wishes.values_list("question", "rank"))


def _rows(ranking: Ranking) -> dict[int, int | None]:
    """Give each question's rank; nothing for what is not wanted."""
    ranked: dict[int, int | None] = {
        question: rank for rank, tier in enumerate(ranking.tiers, 1) for question in tier
    }
    return {**ranked, **dict.fromkeys(ranking.unwanted)}


@transaction.atomic
def leave(team: Team, *, by: User | None, at: datetime) -> None:
    """Take a team out of its round; its address and its members' names go at once.

    Raises:
        NotNow: the round is closed, or the team left it before.
    """
    team.round = _held(team.round_id)
    if team.round.status != Status.OPEN:
        raise NotNow(_("This round is no longer open. Ask your coordinator to take your team out."))
    _hold_taking_part(team)
    see_off(team, at=at)
    record("team.left", subject=team, by_id=by.pk if by else None, at=at, round=team.round_id)


def see_off(team: Team, *, because: str = "", at: datetime) -> None:
    """Let a team take part no longer: its receipts stay, and who is in it and where it reads mail goes."""
    team.left_at = team.changed_at = at
    team.email, team.taken_out_because = "", because
    # It keeps no seat that was given to it beforehand.
    team.fixed, team.fixed_because = None, ""
    team.save(update_fields=["left_at", "changed_at", "email", "taken_out_because", "fixed", "fixed_because"])
    team.members.all().delete()


@transaction.atomic
def appeal(team: Team, *, words: str, by: User | None, at: datetime) -> Appeal:
    """Ask the coordinator to look at the team's place again; the coordinators of the round hear of it.

    Raises:
        NotNow: it is too early or too late, or an earlier appeal still waits.
    """
    team.round = _held(team.round_id)
    if team.round.status != Status.PUBLISHED:
        raise NotNow(_("You can only appeal while a plan is published and not yet settled."))
    if timezone.localdate(at) > team.round.appeals_until:
        raise NotNow(_("The time to appeal is over."))
    _hold_taking_part(team)
    if team.appeals.filter(outcome=AppealOutcome.WAITING).exists():
        raise NotNow(_("Your earlier appeal still waits for an answer."))
    made = Appeal.objects.create(team=team, words=words, at=at)
    record("team.appealed", subject=team, by_id=by.pk if by else None, at=at, round=team.round_id)
    emails.to_coordinators("appealed", team, at=at)
    return made

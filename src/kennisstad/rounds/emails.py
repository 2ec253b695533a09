# SPDX-License-Identifier: EUPL-1.2
"""What we write to teams and their coordinators: a file per letter and language, first the subject."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role, User
from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.models import City
from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.models import Receipt, Round, RoundQuestion, Team


def receipt(team: Team, receipt: Receipt, *, text: str, at: datetime) -> None:
    """Send a team the proof of what it saved.

    Args:
        text: of which the receipt's number is the digest.
    """
    found = team.wishes.filter(rank__isnull=False).order_by("rank", "question__place")
    wishes = found.prefetch_related("question__question__texts").select_related("question__question")
    ranked = [(wish.rank, _called(wish.question, team.language)) for wish in wishes]
    to_team("receipt", team, at=at, receipt=receipt, receipt_text=text, wishes=ranked)


def _called(part: RoundQuestion, language: str) -> str:
    text = part.question.text_in(language)
    return f"{part.place}. {text.title if text else part.question}"


def to_team(letter: str, team: Team, *, at: datetime, **context: object) -> None:
    """Write to a team, in its language, when it left an address.

    Args:
        letter: `signed-up`, `takes-part` (with the round `asked` for), `receipt`, `policy`, `deadline`,
            `question-gone` or `left-out` (with `part`), `published`, `appeal-answered` (with `appeal`),
            `taken-out` (with `why`) or `cancelled`.
    """
    if not team.email:
        return
    code = code_of(For.TEAM, team.key, team.code_digest)
    with override(team.language):
        page = settings.SITE_ADDRESS + reverse("rounds:team", args=[code])
        to_work_on = settings.SITE_ADDRESS + reverse("citylab:to_work_on")
    about = {"team": team, "code": code, "page": page, "to_work_on": to_work_on}
    _post(letter, team.email, team.language, team.round, about | context, private=True, at=at)


def to_coordinators(letter: str, team: Team, *, at: datetime) -> None:
    """Write about a team to all who coordinate for the institution of its round, or else to the brokers.

    Args:
        letter: `appealed`.
    """
    active = User.objects.filter(is_active=True).exclude(email="")
    own = active.filter(roles__role=Role.COORDINATOR, roles__partner=team.round.organiser_id)
    found = own if own.exists() else active.filter(roles__role=Role.BROKER)
    for user in found.order_by("pk").distinct():
        with override(user.language):
            page = settings.SITE_ADDRESS + reverse("workspace:round", args=[team.round_id])
        about = {"number": team.number, "page": page}
        _post(letter, user.email, user.language, team.round, about, private=False, at=at)


def _post(
    letter: str,
    to: str,
    language: str,
    round: Round,
    context: Mapping[str, object],
    *,
    private: bool,
    at: datetime,
) -> None:
    about = {"round": round, "text": round.text_in(language), "city": City.objects.first()}
    template = f"rounds/emails/{{language}}/{letter}.txt"
    write(template, {**about, **context}, to=to, language=language, private=private, at=at)

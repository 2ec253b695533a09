# SPDX-License-Identifier: EUPL-1.2
"""What we write to teams: a file per letter and language, first the subject."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from kennisstad.mail.actions import post
from kennisstad.neighbourhoods.models import City
from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.models import Receipt, RoundQuestion, Team


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
        letter: `signed-up`, `receipt`, `policy`, `deadline`, `question-gone` (with `part`), `published`,
            `appeal-answered` (with `appeal`) or `cancelled`.
    """
    if not team.email:
        return
    code = code_of(For.TEAM, team.key, team.code_digest)
    with override(team.language):
        about = {
            "team": team,
            "round": team.round,
            "text": team.round.text_in(team.language),
            "code": code,
            "page": settings.SITE_ADDRESS + reverse("rounds:team", args=[code]),
            "city": City.objects.first(),
        }
        written = render_to_string(f"rounds/emails/{team.language}/{letter}.txt", about | context)
    subject, _, body = written.partition("\n")
    post(
        to=team.email,
        subject=subject,
        body=body.strip() + "\n",
        language=team.language,
        private=True,
        at=at,
    )

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
from kennisstad.rounds.models import Team


def to_team(letter: str, team: Team, *, at: datetime, **context: object) -> None:
    """Write to a team, in its language, when it left an address.

    Args:
        letter: `signed-up`, `receipt`, `published`, `changed` (with `change`, a sentence per language),
            `cancelled` (with `why`), `appeal-answered` (with `appeal`).
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

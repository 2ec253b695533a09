# SPDX-License-Identifier: EUPL-1.2
"""Tell all teams of a round, or some of them, the same news; and their coordinators what failed."""

from datetime import datetime

from kennisstad.rounds import emails
from kennisstad.rounds.models import Round
from kennisstad.rounds.models.team import TeamQuerySet


def to_teams(
    letter: str, round: Round, *, at: datetime, among: TeamQuerySet | None = None, **context: object
) -> int:
    """Write to the teams that take part and left an address; give how many letters that made."""
    teams = round.teams.all() if among is None else among
    written = 0
    for team in teams.taking_part().exclude(email="").in_order():
        # The same record for all: its words are read once.
        team.round = round
        emails.to_team(letter, team, at=at, **context)
        written += 1
    return written

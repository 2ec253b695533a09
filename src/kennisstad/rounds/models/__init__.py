# SPDX-License-Identifier: EUPL-1.2
"""Rounds, who and what takes part, the teams with their wishes, and the plans that were computed."""

from kennisstad.rounds.models.appeal import Appeal, AppealOutcome
from kennisstad.rounds.models.part import Limit, RoundCourse, RoundQuestion, RoundSupervisor
from kennisstad.rounds.models.round import NEXT, Round, RoundText, Status
from kennisstad.rounds.models.run import Run, RunStatus
from kennisstad.rounds.models.team import Exclusion, Priority, Receipt, Team, TeamMember, Wish

__all__ = [
    "NEXT",
    "Appeal",
    "AppealOutcome",
    "Exclusion",
    "Limit",
    "Priority",
    "Receipt",
    "Round",
    "RoundCourse",
    "RoundQuestion",
    "RoundSupervisor",
    "RoundText",
    "Run",
    "RunStatus",
    "Status",
    "Team",
    "TeamMember",
    "Wish",
]

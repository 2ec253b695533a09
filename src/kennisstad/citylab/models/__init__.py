# SPDX-License-Identifier: EUPL-1.2
"""Questions, what happens to them, proposals to courses, and courses that ask for one."""

from kennisstad.citylab.models.interest import Interest
from kennisstad.citylab.models.proposal import Proposal, ProposalStatus
from kennisstad.citylab.models.question import (
    AskerKind,
    Contact,
    Question,
    QuestionText,
    Status,
)
from kennisstad.citylab.models.step import Addition, Step, StepText, Use, UseAnswer

__all__ = [
    "Addition",
    "AskerKind",
    "Contact",
    "Interest",
    "Proposal",
    "ProposalStatus",
    "Question",
    "QuestionText",
    "Status",
    "Step",
    "StepText",
    "Use",
    "UseAnswer",
]

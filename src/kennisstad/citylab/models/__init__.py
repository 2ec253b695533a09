# SPDX-License-Identifier: EUPL-1.2
"""Questions, what happens to them, and proposals to courses."""

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

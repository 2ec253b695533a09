# SPDX-License-Identifier: EUPL-1.2
"""Questions, what happens to them, proposals to courses, and what matching learns."""

from kennisstad.citylab.models.asker import AskerKind
from kennisstad.citylab.models.contact import Contact
from kennisstad.citylab.models.interest import Interest
from kennisstad.citylab.models.judgement import CandidateKind, DeclineCause, Judgement, Verdict
from kennisstad.citylab.models.learned import LearnedModel, LearnedStatus
from kennisstad.citylab.models.pair import PairSource, TermPair
from kennisstad.citylab.models.proposal import Proposal, ProposalStatus
from kennisstad.citylab.models.question import Question, Status
from kennisstad.citylab.models.step import Addition, CostAnswer, Step, StepText, Use, UseAnswer
from kennisstad.citylab.models.terms import Terms
from kennisstad.citylab.models.text import QuestionText

__all__ = [
    "Addition",
    "AskerKind",
    "CandidateKind",
    "Contact",
    "CostAnswer",
    "DeclineCause",
    "Interest",
    "Judgement",
    "LearnedModel",
    "LearnedStatus",
    "PairSource",
    "Proposal",
    "ProposalStatus",
    "Question",
    "QuestionText",
    "Status",
    "Step",
    "StepText",
    "TermPair",
    "Terms",
    "Use",
    "UseAnswer",
    "Verdict",
]

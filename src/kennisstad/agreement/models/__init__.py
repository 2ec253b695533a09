# SPDX-License-Identifier: EUPL-1.2
"""Agreements with parties, articles and themes; commitments with their figures; who signed."""

from kennisstad.agreement.models.agreement import (
    NEXT,
    Agreement,
    AgreementText,
    Article,
    ArticleText,
    Fact,
    FactText,
    Kind,
    Mark,
    Party,
    Status,
    Theme,
    ThemeStep,
    ThemeText,
)
from kennisstad.agreement.models.commitment import (
    Budget,
    Commitment,
    CommitmentText,
    Figure,
    FigureText,
    Owner,
)
from kennisstad.agreement.models.signing import Revision, Signatory, Signature, Way

__all__ = [
    "NEXT",
    "Agreement",
    "AgreementText",
    "Article",
    "ArticleText",
    "Budget",
    "Commitment",
    "CommitmentText",
    "Fact",
    "FactText",
    "Figure",
    "FigureText",
    "Kind",
    "Mark",
    "Owner",
    "Party",
    "Revision",
    "Signatory",
    "Signature",
    "Status",
    "Theme",
    "ThemeStep",
    "ThemeText",
    "Way",
]

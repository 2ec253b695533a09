# SPDX-License-Identifier: EUPL-1.2
"""Organisations, the groups and desks that can be asked, and researchers with their works."""

from kennisstad.partners.models.partner import (
    Expert,
    ExpertKind,
    ExpertText,
    Kind,
    Partner,
    PartnerQuerySet,
    PartnerText,
)
from kennisstad.partners.models.researcher import (
    Authorship,
    Claim,
    Researcher,
    ResearcherAlias,
    ResearcherText,
    ResearchOptOut,
    Work,
)

__all__ = [
    "Authorship",
    "Claim",
    "Expert",
    "ExpertKind",
    "ExpertText",
    "Kind",
    "Partner",
    "PartnerQuerySet",
    "PartnerText",
    "ResearchOptOut",
    "Researcher",
    "ResearcherAlias",
    "ResearcherText",
    "Work",
]

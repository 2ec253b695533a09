# SPDX-License-Identifier: EUPL-1.2
"""What happens to organisations, groups and researchers: imports bring them, people correct or leave."""

from kennisstad.partners.actions.forgetting import forget_unseen, hide, opt_out, withdraw_opt_out
from kennisstad.partners.actions.importing import Part, UnknownInstitution, import_research
from kennisstad.partners.actions.organisations import import_partners
from kennisstad.partners.actions.profiles import (
    claim,
    confirm_claim,
    correct,
    decline_claim,
    end_claim_of_gone,
    end_claims_of_gone,
    take_claim_back,
)

__all__ = [
    "Part",
    "UnknownInstitution",
    "claim",
    "confirm_claim",
    "correct",
    "decline_claim",
    "end_claim_of_gone",
    "end_claims_of_gone",
    "forget_unseen",
    "hide",
    "import_partners",
    "import_research",
    "opt_out",
    "take_claim_back",
    "withdraw_opt_out",
]

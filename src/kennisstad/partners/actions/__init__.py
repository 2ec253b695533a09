# SPDX-License-Identifier: EUPL-1.2
"""What happens to organisations, groups and researchers: imports bring them, people correct or leave."""

from kennisstad.partners.actions.forgetting import forget_unseen, hide, opt_out, withdraw_opt_out
from kennisstad.partners.actions.importing import UnknownInstitution, import_research
from kennisstad.partners.actions.organisations import import_partners
from kennisstad.partners.actions.profiles import claim, confirm_claim, correct, decline_claim

__all__ = [
    "UnknownInstitution",
    "claim",
    "confirm_claim",
    "correct",
    "decline_claim",
    "forget_unseen",
    "hide",
    "import_partners",
    "import_research",
    "opt_out",
    "withdraw_opt_out",
]

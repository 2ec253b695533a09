# SPDX-License-Identifier: EUPL-1.2
"""What happens in the ledger: fieldwork, limits, pauses, and visits made together."""

from kennisstad.fieldwork.actions.importing import import_studies
from kennisstad.fieldwork.actions.limits import set_limit, set_norms
from kennisstad.fieldwork.actions.pausing import lift, pause
from kennisstad.fieldwork.actions.planning import (
    Plan,
    begin,
    call_off,
    call_off_all,
    change_number,
    finish,
    plan,
    tell_of_study,
)
from kennisstad.fieldwork.actions.refusing import hold, refuse_if_any_hindered, refuse_if_hindered
from kennisstad.fieldwork.actions.sharing import agree_to_share

__all__ = [
    "Plan",
    "agree_to_share",
    "begin",
    "call_off",
    "call_off_all",
    "change_number",
    "finish",
    "hold",
    "import_studies",
    "lift",
    "pause",
    "plan",
    "refuse_if_any_hindered",
    "refuse_if_hindered",
    "set_limit",
    "set_norms",
    "tell_of_study",
]

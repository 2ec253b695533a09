# SPDX-License-Identifier: EUPL-1.2
"""Fieldwork in an area, what an area bears, pauses, and visits that two studies could make together."""

from kennisstad.fieldwork.models.fieldwork import COUNTED, NEXT, Fieldwork, Kind, Status
from kennisstad.fieldwork.models.limit import KIND_WEIGHTS, Limit, Norms, norms
from kennisstad.fieldwork.models.pause import Pause, PauseText
from kennisstad.fieldwork.models.sharing import SharedVisit

__all__ = [
    "COUNTED",
    "KIND_WEIGHTS",
    "NEXT",
    "Fieldwork",
    "Kind",
    "Limit",
    "Norms",
    "Pause",
    "PauseText",
    "SharedVisit",
    "Status",
    "norms",
]

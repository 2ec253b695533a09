# SPDX-License-Identifier: EUPL-1.2
"""Ambassadors come and go; steps, venues and figures are taken over from a file."""

from kennisstad.welcome.actions.ambassadors import (
    approve,
    confirm,
    let_through,
    pass_on,
    put_away,
    remove,
    send_message,
    sign_up,
)
from kennisstad.welcome.actions.importing import MODELS, take_over

__all__ = [
    "MODELS",
    "approve",
    "confirm",
    "let_through",
    "pass_on",
    "put_away",
    "remove",
    "send_message",
    "sign_up",
    "take_over",
]

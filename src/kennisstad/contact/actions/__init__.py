# SPDX-License-Identifier: EUPL-1.2
"""What happens to messages: stored first, then told to the right desk, answered there."""

from kennisstad.contact.actions.answering import answer, close, take, throw_away
from kennisstad.contact.actions.ready import add_ready, change_ready, remove_ready
from kennisstad.contact.actions.receiving import let_through, receive
from kennisstad.contact.actions.routing import route
from kennisstad.contact.actions.sorting import assign, hand_over

__all__ = [
    "add_ready",
    "answer",
    "assign",
    "change_ready",
    "close",
    "hand_over",
    "let_through",
    "receive",
    "remove_ready",
    "route",
    "take",
    "throw_away",
]

# SPDX-License-Identifier: EUPL-1.2
"""Reads about messages."""

from kennisstad.contact.following import digests
from kennisstad.contact.models import Message


def message_with(code: str) -> Message | None:
    """Find the message that a typed follow code belongs to."""
    return Message.objects.filter(code_digest__in=digests(code)).first()

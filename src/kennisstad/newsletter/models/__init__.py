# SPDX-License-Identifier: EUPL-1.2
"""Readers, issues, deliveries, and when an issue is due."""

from kennisstad.newsletter.models.delivery import ENDED, Bounce, BounceKind, Delivery
from kennisstad.newsletter.models.issue import Issue, IssueText, Item, ItemText, Section
from kennisstad.newsletter.models.reader import NeverAgain, Reader
from kennisstad.newsletter.models.rhythm import Break, Rhythm

__all__ = [
    "ENDED",
    "Bounce",
    "BounceKind",
    "Break",
    "Delivery",
    "Issue",
    "IssueText",
    "Item",
    "ItemText",
    "NeverAgain",
    "Reader",
    "Rhythm",
    "Section",
]

# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is to sign, and when enough have: plain data, no database."""

from collections.abc import Sequence


def whose_turn(signed: Sequence[bool], *, in_order: bool) -> list[int]:
    """Give the places of who may sign now.

    Args:
        signed: for each signatory, in their order, whether they signed.
    """
    waiting = [place for place, done in enumerate(signed) if not done]
    return waiting[:1] if in_order else waiting


def is_complete(signed: Sequence[bool], quorum: int | None) -> bool:
    """Say whether enough have signed: all, or as many as were agreed."""
    return bool(signed) and sum(signed) >= min(quorum or len(signed), len(signed))

# SPDX-License-Identifier: EUPL-1.2
"""Say in one sentence how many of what."""

from collections.abc import Mapping


def said(counts: Mapping[str, int]) -> str:
    """Write counts as one enumeration; what there is none of is left out."""
    *most, last = [_so_many(count, kind) for kind, count in counts.items() if count] or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


def _so_many(count: int, kind: str) -> str:
    return f"{count} {kind.removesuffix('s') if count == 1 else kind}"

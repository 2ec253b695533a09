# SPDX-License-Identifier: EUPL-1.2
"""Say in one sentence how many of what."""

from collections.abc import Mapping


def said(counts: Mapping[str, int]) -> str:
    """Write counts as one enumeration; what there is none of is left out."""
    some = [f"{count} {kind}" for kind, count in counts.items() if count]
    return " and ".join(part for part in (", ".join(some[:-1]), *some[-1:]) if part) or "nothing"

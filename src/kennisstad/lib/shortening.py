# SPDX-License-Identifier: EUPL-1.2
"""Make words short without cutting a sentence where that can be helped."""

import re

_END = re.compile(r"(?<=[.!?…])\s+")


def in_short(words: str, *, most: int = 320) -> str:
    """Give the first sentences that fit together, on one line; of a longer one its first words and “…”.

    Args:
        most: characters, at least 2.
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    kept = ""
    for sentence in _END.split(line):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    return kept or f"{line[: most - 1].rpartition(' ')[0] or line[: most - 1]}…"

# SPDX-License-Identifier: EUPL-1.2
"""Text of a stranger's made fit to be stored and shown."""

import re

# Control characters, halves of characters, and overrides of writing direction, which make what follows
# a name read backwards.
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str) -> str:
    """Give the text without NUL, other control characters, halves of characters and direction overrides."""
    return _NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(value: object) -> str:
    """Give text on one line; anything that is no text counts as empty."""
    return " ".join(cleaned(value).split()) if isinstance(value, str) else ""

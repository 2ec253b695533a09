# SPDX-License-Identifier: EUPL-1.2
"""Follow codes of messages: to be read aloud over the phone, and not to be guessed. Plain Python.

A code is derived from the installation's secret and the message's key, so it need not be stored: letters can
name it later, and a stolen database without the secret cannot.
"""

import hmac
from uuid import UUID

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Without i, l, o and u: nobody takes them for 1 and 0, and no word comes about by accident."""
LENGTH, GROUP = 12, 4
"""Twelve of thirty-two letters: 60 bits."""
LIKE = str.maketrans("ilo", "110")


def derive(secret: str, key: UUID) -> str:
    """Give the code of the message with this key, for example `7kq4-m2xp-9wrt`."""
    number = int.from_bytes(hmac.digest(secret.encode(), b"message-code:" + key.bytes, "sha256"))
    picked = "".join(LETTERS[(number >> 5 * place) % len(LETTERS)] for place in range(LENGTH))
    return _grouped(picked)


def digest(secret: str, code: str) -> str:
    """Give what the database keeps of a code: enough to find it by, not to read it back."""
    return hmac.digest(secret.encode(), b"message-digest:" + code.encode(), "sha256").hex()


def tidy(typed: str) -> str:
    """Read a code as people type or say it: `7KQ4 M2XP 9WRT` is `7kq4-m2xp-9wrt`."""
    plain = typed[:200].casefold().translate(LIKE)
    return _grouped("".join(letter for letter in plain if letter in LETTERS))


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))

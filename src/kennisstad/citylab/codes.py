# SPDX-License-Identifier: EUPL-1.2
"""Follow codes: short, speakable, unguessable. Plain Python.

A code is derived from the installation's secret and the question's key, so it need not be stored: letters
can name it years later, and a stolen database without the secret cannot.
"""

import hmac
import re
import unicodedata
from functools import cache
from pathlib import Path
from uuid import UUID

WORDS = 1024
"""Three words of 1,024 and four digits: 43 bits, and guessing is slowed down by the rate limit."""


@cache
def words() -> tuple[str, ...]:
    """Give the words that codes are made of, always the same 1,024 in the same order."""
    return tuple((Path(__file__).parent / "words.txt").read_text().split()[:WORDS])


def derive(secret: str, key: UUID) -> str:
    """Give the code of the question with this key, for example `tulp-4821-brug-lamp`."""
    number = int.from_bytes(hmac.digest(secret.encode(), b"follow-code:" + key.bytes, "sha256"))
    number, digits = divmod(number, 10_000)
    picked = []
    for _ in range(3):
        number, place = divmod(number, WORDS)
        picked.append(words()[place])
    return f"{picked[0]}-{digits:04}-{picked[1]}-{picked[2]}"


def digest(secret: str, code: str) -> str:
    """Give what the database keeps of a code: enough to find it by, not to read it back."""
    return hmac.digest(secret.encode(), b"follow-digest:" + code.encode(), "sha256").hex()


def tidy(typed: str) -> str:
    """Read a code as people type or say it: `Tulp 4821, Brug Lamp` is `tulp-4821-brug-lamp`."""
    apart = unicodedata.normalize("NFKD", typed[:200]).casefold()
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z]+|[0-9]+", plain))

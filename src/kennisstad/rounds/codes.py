# SPDX-License-Identifier: EUPL-1.2
"""The codes in links for students: to sign up with a course edition, and to come back to one's team.

Derived as follow codes are (see `citylab.codes`), so nothing that opens a team's page is stored.
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from django.conf import settings

from kennisstad.citylab import codes
from kennisstad.rounds.models import Team


class For(StrEnum):
    """What a code opens; a code of one kind never opens the other."""

    SIGN_UP = "round-sign-up"
    TEAM = "round-team"


def new_code(what: For, key: UUID) -> tuple[str, str]:
    """Give the code of a new record and the digest to keep."""
    secret = next(_secrets(what))
    code = codes.derive(secret, key)
    return code, codes.digest(secret, code)


def code_of(what: For, key: UUID, digest: str) -> str:
    """Give the code of a record that was made under this secret or an earlier one.

    Raises:
        LookupError: the secret of those days is no longer known.
    """
    for secret in _secrets(what):
        code = codes.derive(secret, key)
        if codes.digest(secret, code) == digest:
            return code
    raise LookupError("No secret of ours made this code.")


def team_code(team: Team) -> str:
    """Give the code of a team, or nothing when the secret of its days was thrown away."""
    try:
        return code_of(For.TEAM, team.key, team.code_digest)
    except LookupError:
        return ""


def digests(what: For, typed: str) -> list[str]:
    """Give the digests under which a typed code may be kept."""
    code = codes.tidy(typed)
    return [codes.digest(secret, code) for secret in _secrets(what)]


def _secrets(what: For) -> Iterator[str]:
    for secret in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        yield f"{what}:{secret}"

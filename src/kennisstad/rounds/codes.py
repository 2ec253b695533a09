# SPDX-License-Identifier: EUPL-1.2
"""The codes in links for students: to sign up with a course edition, and to come back to one's team.

Derived as follow codes are (see `citylab.codes`), so nothing that opens a team's page is stored.
"""

from enum import StrEnum
from uuid import UUID

from kennisstad.citylab import codes
from kennisstad.rounds.models import Team
from kennisstad.web.derived import DerivedCodes


class For(StrEnum):
    """What a code opens; a code of one kind never opens the other."""

    SIGN_UP = "round-sign-up"
    TEAM = "round-team"


def new_code(what: For, key: UUID) -> tuple[str, str]:
    """Give the code of a new record and the digest to keep."""
    return _codes(what).new(key)


def code_of(what: For, key: UUID, digest: str) -> str:
    """Give the code of a record that was made under this secret or an earlier one.

    Raises:
        LookupError: the secret of those days is no longer known.
    """
    return _codes(what).of(key, digest)


def team_code(team: Team) -> str:
    """Give the code of a team, or nothing when the secret of its days was thrown away."""
    try:
        return code_of(For.TEAM, team.key, team.code_digest)
    except LookupError:
        return ""


def digests(what: For, typed: str) -> list[str]:
    """Give the digests under which a typed code may be kept."""
    return _codes(what).digests(typed)


def _codes(what: For) -> DerivedCodes:
    return DerivedCodes(codes.derive, codes.digest, codes.tidy, purpose=f"{what}:")

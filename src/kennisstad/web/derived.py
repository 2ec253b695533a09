# SPDX-License-Identifier: EUPL-1.2
"""Codes that stand in letters and addresses: derived from this installation's secret, and stored nowhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class DerivedCodes:
    """The codes of one kind of record; a replaced secret keeps its old codes working."""

    derive: Callable[[str, UUID], str]
    """Gives the code of a record's key under a secret."""
    digest: Callable[[str, str], str]
    """Gives what the database keeps of a code under a secret."""
    tidy: Callable[[str], str] = str
    """Reads a code as people type it."""
    purpose: str = ""
    """Stands before the secret, so that a code of one purpose never opens another."""

    def new(self, key: UUID) -> tuple[str, str]:
        """Give the code of a new record and the digest to keep."""
        secret = next(self._secrets())
        code = self.derive(secret, key)
        return code, self.digest(secret, code)

    def of(self, key: UUID, digest: str) -> str:
        """Give the code of a record that was made under this secret or an earlier one.

        Raises:
            LookupError: the secret of those days is no longer known.
        """
        for secret in self._secrets():
            code = self.derive(secret, key)
            if self.digest(secret, code) == digest:
                return code
        raise LookupError("No secret of ours made this code.")

    def digests(self, typed: str) -> list[str]:
        """Give the digests under which a typed code may be kept."""
        code = self.tidy(typed)
        return [self.digest(secret, code) for secret in self._secrets()]

    def _secrets(self) -> Iterator[str]:
        for secret in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
            yield f"{self.purpose}{secret}"

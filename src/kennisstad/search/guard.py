# SPDX-License-Identifier: EUPL-1.2
"""How often a network may search, counted in this process alone: a search costs less than writing it down."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

_MOST_NETWORKS = 10_000


@dataclass
class Guard:
    """Allows each network so many uses within a period, which begins at the first of them."""

    limit: int
    per: timedelta
    _used: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    def wait(self, network: str, at: datetime) -> timedelta | None:
        """Count one use; give how long to wait when it is one too many, which is not counted."""
        ends_at, used = self._used.get(network, (at + self.per, 0))
        if ends_at <= at:
            ends_at, used = at + self.per, 0
        if used >= self.limit:
            return ends_at - at
        if len(self._used) >= _MOST_NETWORKS and network not in self._used:
            # Rather a new beginning for all than a list without end.
            self._used.clear()
        self._used[network] = (ends_at, used + 1)
        return None

    def forget(self) -> None:
        self._used.clear()

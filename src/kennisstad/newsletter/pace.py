# SPDX-License-Identifier: EUPL-1.2
"""How fast letters may leave, and how long to wait for a server in trouble. Plain Python, without a clock."""

from dataclasses import dataclass, field


@dataclass
class Pace:
    """So many in a second, evenly; a second's worth at most is saved up.

    Source: the token bucket, RFC 2697 section 3.
    """

    per_second: float
    """0 means without a limit."""
    _saved: float = field(default=1.0, init=False)
    _seen_at_s: float | None = field(default=None, init=False)

    def take(self, wanted: int, *, at_s: float) -> int:
        """Give how many of the wanted may leave now, and count them.

        Args:
            at_s: any clock that only goes forward, in seconds.
        """
        if not self.per_second:
            return wanted
        passed = 0.0 if self._seen_at_s is None else at_s - self._seen_at_s
        self._seen_at_s = at_s
        self._saved = min(self._saved + passed * self.per_second, max(self.per_second, 1.0))
        taken = min(wanted, int(self._saved))
        self._saved -= taken
        return taken


@dataclass
class Trouble:
    """A server that cannot be reached is asked again, ever more slowly, until that has lasted too long."""

    too_long_s: float
    first_wait_s: float = 1.0
    longest_wait_s: float = 30.0
    _since_s: float | None = field(default=None, init=False)
    _times: int = field(default=0, init=False)
    _quiet_until_s: float = field(default=0.0, init=False)

    def over(self) -> None:
        """A letter was answered, well or not: somebody is there."""
        self._since_s, self._times, self._quiet_until_s = None, 0, 0.0

    def again(self, *, at_s: float) -> None:
        """It could not be reached. Of many connections that fail at once, the first counts."""
        if at_s < self._quiet_until_s:
            return
        self._since_s = at_s if self._since_s is None else self._since_s
        wait = min(self.first_wait_s * 2**self._times, self.longest_wait_s)
        self._times, self._quiet_until_s = self._times + 1, at_s + wait

    def asks_for_quiet(self, *, at_s: float) -> bool:
        return at_s < self._quiet_until_s

    def is_too_much(self, *, at_s: float) -> bool:
        return self._since_s is not None and at_s - self._since_s >= self.too_long_s

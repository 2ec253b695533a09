# SPDX-License-Identifier: EUPL-1.2
"""What a package tells the agenda."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Moment:
    """One thing that anybody may come to, or must know of, on a day.

    `settings.AGENDA_SOURCES` names functions `(since: date, until: date) -> list[Moment]`, in the reader's
    language.
    """

    key: str
    """Unique and lasting, such as `eventpage:12`: a calendar knows it again by this."""
    title: str
    begins_at: datetime
    """In the city's time zone; at midnight for a whole day."""
    ends_at: datetime | None
    whole_day: bool
    place: str
    address: str
    """Where it can be read; a path from the root."""
    kind: str | Promise
    """One word, such as "meeting"."""
    districts: frozenset[int] = field(default_factory=frozenset)
    """Keys of the areas it is in; nothing is the whole city."""
    themes: frozenset[str] = field(default_factory=frozenset)

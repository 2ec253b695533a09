# SPDX-License-Identifier: EUPL-1.2
"""What is planned in the city, from every package that has something to tell."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from kennisstad.web.moments import Moment

AHEAD = timedelta(days=366)


def coming(
    today: date, *, until: date | None = None, district: int | None = None, theme: str = ""
) -> list[Moment]:
    """Give what is still to come, soonest first.

    Args:
        until: the last day, a year ahead when left out.
        district: the number of an area; what concerns the whole city stays.
        theme: the key of one; nothing means all.
    """
    last = until or today + AHEAD
    moments = [moment for source in _sources() for moment in source(today, last)]
    shown = (one for one in moments if _is_in(one, district) and (not theme or theme in one.themes))
    return sorted(shown, key=lambda moment: (moment.begins_at, moment.key))


def _sources() -> Iterable[Callable[[date, date], list[Moment]]]:
    return map(import_string, settings.AGENDA_SOURCES)


def _is_in(moment: Moment, district: int | None) -> bool:
    return district is None or not moment.districts or district in moment.districts

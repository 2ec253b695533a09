# SPDX-License-Identifier: EUPL-1.2
"""What is planned in the city, from every package that has something to tell."""

from collections.abc import Callable
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
        until: the last day, a year ahead when left out. district: the key of an area; what concerns the whole city stays.
        theme: the key of one; nothing means all.
    """
    sources: list[Callable[[date, date], list[Moment]]] = [
        import_string(name) for name in settings.AGENDA_SOURCES
    ]
    moments = [moment for source in sources for moment in source(today, until or today + AHEAD)]
    shown = [
        moment for moment in moments if _is_in(moment, district) and (not theme or theme in moment.themes)
    ]
    return sorted(shown, key=lambda moment: (moment.begins_at, moment.key))


def _is_in(moment: Moment, district: int | None) -> bool:
    return district is None or not moment.districts or district in moment.districts

# SPDX-License-Identifier: EUPL-1.2
"""Calls the functions by which packages say what an issue can tell of (`found.py`)."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from kennisstad.newsletter.found import Found
from kennisstad.newsletter.models import Section

Source = Callable[[date, date], list[Found]]


def gathered(since: date, until: date) -> list[Found]:
    """Give all that there is to tell of these days, both counted along, section by section."""
    sources: list[Source] = [import_string(name) for name in settings.NEWSLETTER_SOURCES]
    found = [one for source in sources for one in source(since, until)]
    order = list(Section)
    # A stable sort: within a section each source keeps its own order.
    return sorted(found, key=lambda one: order.index(Section(one.section)))

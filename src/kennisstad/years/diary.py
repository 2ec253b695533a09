# SPDX-License-Identifier: EUPL-1.2
"""Days of a themed year as a calendar for people's own diaries."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from kennisstad.years.models import Day, Year

ASK_AGAIN = timedelta(hours=12)
"""How often a diary is asked to look for changes."""


def written(year: Year, days: Iterable[Day], *, today: date) -> bytes:
    """Write whole days on which people are free to do something else; the owner stands with the subject."""
    # Late: few processes ever write one, and every start would wait for it.
    from icalendar import Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", f"-//kennisstad//{get_language() or 'nl'}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", str(year))
    calendar.add("x-wr-calname", str(year))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for day in days:
        address = settings.SITE_ADDRESS + reverse("years:day", args=[year.slug, day.on.isoformat()])
        text, event = day.text, Event()
        event.add("uid", f"day-{day.pk}@{urlsplit(address).hostname}")
        event.add("dtstamp", datetime.combine(today, time.min, UTC))
        event.add(
            "summary", f"{text.subject} ({day.owner})" if text and day.owner else str(text and text.subject)
        )
        event.add("description", text.about if text else "")
        event.add("location", day.area.name if day.area else "")
        event.add("url", address)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content

# SPDX-License-Identifier: EUPL-1.2
"""What a themed year puts in the city's agenda: days that somebody adopted."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.reading import with_texts
from kennisstad.web.moments import Moment
from kennisstad.years.models import Day


def adopted_days(since: date, until: date) -> list[Moment]:
    """Give the adopted days from one day up to and including another; one query."""
    found = Day.objects.adopted().filter(on__gte=since, on__lte=until).by_day()
    return [_moment(day) for day in with_texts(found.select_related("area", "year"))]


def _moment(day: Day) -> Moment:
    text, area = day.text, day.area
    return Moment(
        key=f"day:{day.pk}",
        title=f"{text.subject} – {day.owner}" if text else day.owner,
        begins_at=datetime.combine(day.on, time.min, timezone.get_default_timezone()),
        ends_at=None,
        whole_day=True,
        place=area.name if area else "",
        address=reverse("years:day", args=[day.year.slug, day.on.isoformat()]),
        kind=_("adopted day"),
        districts=frozenset({area.pk, area.parent_id} - {None}) if area else frozenset(),  # type: ignore[arg-type]
    )

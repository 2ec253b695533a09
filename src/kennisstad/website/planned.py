# SPDX-License-Identifier: EUPL-1.2
"""The agenda page: editors' events as moments, all moments by month, and what a visitor chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Theme
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.moments import Moment
from kennisstad.website.agenda import coming
from kennisstad.website.front import themes_of_today
from kennisstad.website.models import EventPage


def moments(since: date, until: date) -> list[Moment]:
    """Give the editors' events in the reader's language."""
    found = EventPage.objects.live().between(since, until).order_by("begins_at", "pk")
    found = found.filter(locale__language_code=get_language() or settings.LANGUAGE_CODE)
    return [_moment(event) for event in found.prefetch_related("areas", "themes")]


def _moment(event: EventPage) -> Moment:
    return Moment(
        key=f"eventpage:{event.pk}",
        title=event.title,
        begins_at=timezone.localtime(event.begins_at),
        ends_at=timezone.localtime(event.ends_at) if event.ends_at else None,
        whole_day=event.whole_day,
        place=event.place,
        address=event.url or "",
        kind=_("event"),
        districts=frozenset(area.pk for area in event.areas.all()),
        themes=frozenset(theme.key for theme in event.themes.all()),
    )


@dataclass(frozen=True)
class Chosen:
    """What a visitor asked to see; what we do not know chooses nothing."""

    district: str
    theme: str
    area: int | None


def chosen_in(asked: Mapping[str, str]) -> Chosen:
    slug = asked.get("district", "")[:80].replace("\x00", "")
    area = Area.objects.districts().filter(slug=slug).values_list("pk", flat=True).first() if slug else None
    return Chosen(slug if area else "", asked.get("theme", "")[:80], area)


@dataclass(frozen=True)
class Month:
    name: str
    moments: list[Moment]


def by_month(found: Iterable[Moment], today: date) -> list[Month]:
    """Put moments under the month in which they begin; what began before today stands under this month."""

    def month(moment: Moment) -> date:
        return max(moment.begins_at.date(), today).replace(day=1)

    return [Month(date_format(first, "F Y"), list(some)) for first, some in groupby(found, key=month)]


@dataclass(frozen=True)
class Planned:
    """All that the agenda page shows."""

    months: list[Month]
    chosen: Chosen
    districts: list[Area]
    themes: list[Theme]
    rest: str
    """What a visitor chose, as the end of an address."""


def planned(asked: Mapping[str, str], today: date) -> Planned:
    """Read the agenda as far as a visitor wants to see it, in the same few queries for any number."""
    chosen = chosen_in(asked)
    found = coming(today, district=chosen.area, theme=chosen.theme)
    kept = {name: value for name in ("district", "theme") if (value := getattr(chosen, name))}
    return Planned(
        by_month(found, today),
        chosen,
        list(Area.objects.districts().by_name()),
        themes_of_today(today),
        f"?{urlencode(kept)}" if kept else "",
    )

# SPDX-License-Identifier: EUPL-1.2
"""What stands on the picture of each public record."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import the_city
from kennisstad.partners.models import Partner
from kennisstad.projects.models import Project, Result
from kennisstad.projects.models.project import WITH_RESULT
from kennisstad.website.cards import Card

Said = tuple[str, str, Area | None]
"""The title, what stands above it, and the district it is of."""


def card_of(kind: str, key: str) -> Card | None:
    """Say what stands on one picture; nothing when visitors may not see the record, or there is none."""
    said = KINDS[kind](key) if kind in KINDS else None
    if said is None:
        return None
    title, kicker, area = said
    city = the_city()
    outline = area.outline if area else None
    site = f"Kennisstad {city.name if city else ''}".strip()
    return Card(title, kicker, site, outline.geometry if outline else None)


def _site(key: str) -> Said | None:
    return (_("What do you want to know about your neighbourhood?"), _("Ask your question"), None)


def _page(key: str) -> Said | None:
    found = Page.objects.live().public().filter(pk=_number(key), locale__language_code=get_language()).first()
    return (found.title, "", None) if found and found.depth > 1 else None


def _question(key: str) -> Said | None:
    return _titled(Question.objects.public().whole().filter(pk=_number(key)), _("A question from the city"))


def _project(key: str) -> Said | None:
    return _titled(Project.objects.filter(pk=_number(key)), _("Project"))


def _result(key: str) -> Said | None:
    found = Result.objects.filter(pk=_number(key), project__status__in=WITH_RESULT)
    return _titled(found, _("What was found"), of="project")


def _titled(records: QuerySet[Any], kicker: str, *, of: str = "") -> Said | None:
    record: Any = next(iter(with_texts(records)), None)
    if record is None or record.text is None:
        return None
    area = (getattr(record, of) if of else record).districts.by_name().first()
    return (record.text.title, f"{kicker} · {area.name}" if area else kicker, area)


def _district(key: str) -> Said | None:
    area = Area.objects.districts().filter(slug=key).first()
    return (_("Hello, %(district)s") % {"district": area.name}, _("District"), area) if area else None


def _partner(key: str) -> Said | None:
    partner = Partner.objects.filter(key=key).first()
    return (partner.name, _("Partner"), None) if partner else None


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 10 else 0


KINDS: dict[str, Callable[[str], Said | None]] = {
    "site": _site,
    "page": _page,
    "question": _question,
    "project": _project,
    "result": _result,
    "district": _district,
    "partner": _partner,
}

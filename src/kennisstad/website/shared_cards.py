# SPDX-License-Identifier: EUPL-1.2
"""What stands on the picture of each public record."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from kennisstad.agreement.models import Agreement, Theme
from kennisstad.campus.models import Campus
from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import the_city
from kennisstad.partners.models import Partner
from kennisstad.projects.models import Project, Result
from kennisstad.projects.models.project import WITH_RESULT
from kennisstad.schools.models import Offer, OfferStatus
from kennisstad.web.templatetags.web import in_words
from kennisstad.website.cards import Card
from kennisstad.years.queries import day_named, day_on, year_with

LENGTH_OF_A_DAY = len("2027-04-15")
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
    return _titled(Question.objects.public().filter(pk=_number(key)), _("A question from the city"))


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


def _theme(key: str) -> Said | None:
    """Say what a theme was called last."""
    signed = Theme.objects.filter(key=key, agreement__in=Agreement.objects.public())
    theme = next(iter(with_texts(signed.order_by("-agreement__starts_on", "-pk"))), None)
    return (getattr(theme.text, "name", key), _("Theme"), None) if theme else None


def _offer(key: str) -> Said | None:
    # What was withdrawn stays to be read, and so to be shared.
    known = Offer.objects.exclude(status=OfferStatus.DRAFT).filter(pk=_number(key))
    offer = next(iter(with_texts(known.select_related("partner", "district"))), None)
    return (str(offer), f"{_('For schools')} · {offer.partner.name}", offer.district) if offer else None


def _year(key: str) -> Said | None:
    year = year_with(key)
    return (str(year), capfirst(_("themed year")), None) if year else None


def _day(key: str) -> Said | None:
    """Read a key such as water-2027-04-15: the year's word and the day."""
    year, on = year_with(key[:-LENGTH_OF_A_DAY].rstrip("-")), day_named(key[-LENGTH_OF_A_DAY:])
    day = day_on(year, on) if year and on else None
    if day is None or day.text is None:
        return None
    where = f" · {day.area.name}" if day.area else ""
    return (day.text.subject, capfirst(in_words(day.on)) + where, day.area)


def _campus(key: str) -> Said | None:
    campus = Campus.objects.filter(key=key).select_related("district").first()
    return (
        (campus.name, f"{capfirst(_('campus'))} · {campus.district.name}", campus.district)
        if campus
        else None
    )


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
    "theme": _theme,
    "offer": _offer,
    "year": _year,
    "day": _day,
    "campus": _campus,
}

# SPDX-License-Identifier: EUPL-1.2
"""Records in the words of schema.org: only what their own page shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kennisstad.campus.models import Campus
from kennisstad.partners.models import Kind, Partner
from kennisstad.schools.models import Moment, Offer, OfferPlace
from kennisstad.years.models import Day, Year

Data = dict[str, Any]
Context = Mapping[str, Any]
KINDS_OF_PARTNER = {
    Kind.KNOWLEDGE_INSTITUTION: "EducationalOrganization",
    Kind.MUNICIPALITY: "GovernmentOrganization",
    Kind.MUSEUM: "Museum",
    Kind.WELFARE: "NGO",
}


def address_of(place: Any) -> Data | None:
    said = clean(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postcode,
            "addressLocality": place.place,
        }
    )
    return said if len(said) > 1 else None


def _question(context: Context) -> Data:
    question = context["question"]
    text = question.text
    return {
        "@type": "Question",
        "name": text.title if text else str(question),
        "text": question.words if question.show_words else getattr(text, "body", ""),
        "dateCreated": _day(question.sent_at.date()),
    }


def _project(context: Context) -> Data:
    project = context["project"]
    return {
        "@type": "ResearchProject",
        "name": _title(project),
        "description": getattr(project.text, "summary", ""),
        "foundingDate": _day(project.starts_on),
        "dissolutionDate": _day(project.ended_on),
        "parentOrganization": _partner_named(project.carrier),
    }


def _result(context: Context) -> Data:
    result = context["result"]
    return {
        "@type": "Report",
        "name": _title(result),
        "abstract": getattr(result.text, "found", ""),
        "datePublished": _day(result.handed_over_on),
        "publisher": _partner_named(result.project.carrier),
    }


def _district(context: Context) -> Data:
    area, city = context["area"], context.get("city")
    within = {"@type": "City", "name": city.name} if city else None
    return {"@type": "Place", "name": area.name, "identifier": area.code, "containedInPlace": within}


def _partner(context: Context) -> Data:
    partner: Partner = context["partner"]
    return {
        **_partner_named(partner),
        "description": getattr(partner.text, "about", ""),
        "address": address_of(partner),
        "sameAs": [address for address in (partner.website, partner.ror) if address],
    }


def _partner_named(partner: Partner) -> Data:
    return {"@type": KINDS_OF_PARTNER.get(Kind(partner.kind), "Organization"), "name": partner.name}


def _theme(context: Context) -> Data:
    theme, introduction = context["theme"], context["whole"].introduction
    name = getattr(theme.text, "name", theme.key)
    lead = getattr(introduction.text, "lead", "") if introduction else ""
    return {
        "@type": "CollectionPage",
        "name": name,
        "description": lead or getattr(theme.text, "summary", ""),
        "about": {"@type": "Thing", "name": name},
    }


def _offer(context: Context) -> Data:
    """Tell of an offer to schools, with each day that can be booked as an event of its own."""
    offer: Offer = context["offer"]
    same: Data = {
        "name": _title(offer),
        "organizer": _partner_named(offer.partner),
        "location": _where(offer),
    }
    if not offer.price_cents:
        same["isAccessibleForFree"] = True
    return {
        "@type": "EventSeries",
        **same,
        "description": getattr(offer.text, "does", ""),
        "subEvent": [_lesson(moment, same) for moment in context["moments"]],
    }


def _lesson(moment: Moment, same: Data) -> Data:
    return {
        "@type": "EducationEvent",
        **same,
        "startDate": timezone.localtime(moment.begins_at).isoformat(),
        "endDate": timezone.localtime(moment.ends_at).isoformat(),
        "url": settings.SITE_ADDRESS + reverse("schools:book", args=[moment.offer_id, moment.pk]),
    }


def _where(offer: Offer) -> Data:
    said = str(capfirst(offer.get_place_display()))
    if offer.place == OfferPlace.ONLINE:
        return {"@type": "VirtualLocation", "name": said}
    at_theirs = offer.place == OfferPlace.PARTNER
    street = offer.partner.address if at_theirs else ""
    return clean(
        {
            "@type": "Place",
            "name": offer.partner.name if at_theirs else said,
            "address": {"@type": "PostalAddress", "streetAddress": street} if street else None,
            "containedInPlace": {"@type": "Place", "name": offer.district.name} if offer.district else None,
        }
    )


def _year(context: Context) -> Data:
    year: Year = context["year"]
    return {
        "@type": "EventSeries",
        "name": str(year),
        "description": getattr(year.text, "summary", ""),
        "startDate": _day(year.starts_on),
        "endDate": _day(year.ends_on),
    }


def _themed_day(context: Context) -> Data:
    """Tell of a day of a themed year; of whoever adopted it the page tells alone."""
    day: Day = context["day"]
    city = context.get("city")
    where = day.area.name if day.area else getattr(city, "name", "")
    year = settings.SITE_ADDRESS + reverse("years:year", args=[day.year.slug])
    return {
        "@type": "Event",
        "name": getattr(day.text, "subject", str(day)),
        "description": getattr(day.text, "about", ""),
        "startDate": _day(day.on),
        "endDate": _day(day.on),
        "location": {"@type": "Place", "name": where} if where else None,
        "superEvent": {"@type": "EventSeries", "name": str(day.year), "url": year},
    }


def _campus(context: Context) -> Data:
    campus: Campus = context["campus"]
    return {
        "@type": "Place",
        "name": campus.name,
        "description": getattr(campus.text, "summary", ""),
        "containedInPlace": {"@type": "Place", "name": campus.district.name},
        "containsPlace": [{"@type": "Place", "name": site.name} for site in context["sites"]],
        "sameAs": campus.website,
    }


def _title(record: Any) -> str:
    return record.text.title if record.text else str(record)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def clean(told: Data) -> Data:
    """Leave out what nobody knows."""
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


@dataclass(frozen=True)
class Told:
    """How the page of one kind of record is told of."""

    card: str
    """The kind of picture."""
    parent: str
    title: str | Promise
    tell: Callable[[Context], Data]


RECORDS = {
    "citylab:question": Told("question", "citylab:questions", _("Questions"), _question),
    "website:project": Told("project", "website:projects", _("Projects"), _project),
    "website:result": Told("result", "website:results", _("Results"), _result),
    "website:neighbourhood": Told("district", "website:neighbourhoods", _("Districts"), _district),
    "website:partner": Told("partner", "website:partners", _("Partners"), _partner),
    "website:theme": Told("theme", "website:themes", _("Themes"), _theme),
    "schools:offer": Told("offer", "schools:offers", _("For schools"), _offer),
    "years:year": Told("year", "years:home", _("Themed years"), _year),
    "years:day": Told("day", "years:home", _("Themed years"), _themed_day),
    "campus:campus": Told("campus", "campus:home", _("Campuses and homes"), _campus),
}

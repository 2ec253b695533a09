# SPDX-License-Identifier: EUPL-1.2
"""What pages are about, in the words of schema.org, and the picture each is shared with."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from kennisstad.web.moments import Moment
from kennisstad.website.linked_records import RECORDS, Context, Data, address_of, clean


def card(context: Context) -> str:
    """Give the path of the picture that a page is shared with."""
    request = context["request"]
    about = RECORDS.get(_name(request))
    if about and request.resolver_match.kwargs:
        key = "-".join(str(value) for value in request.resolver_match.kwargs.values())
        return reverse("website:card", args=[about.card, key])
    page: Any = context.get("page")
    if "translations" in context and getattr(page, "pk", None):
        return reverse("website:card", args=["page", page.pk])
    return reverse("website:card", args=["site", "home"])


def data(context: Context) -> list[Data]:
    """Give what this page is about: the city on its first page, a record, what is planned, the way here."""
    request = context["request"]
    name = _name(request)
    if name == "website:home":
        return [_site(context), _city(context)]
    if about := RECORDS.get(name):
        told = about.tell(context)
        return [_thing(request, told), _crumbs([(about.parent, about.title)], told["name"])] if told else []
    page: Any = context.get("page")
    if "translations" not in context or not hasattr(page, "title"):
        return []
    planned = [event_of(moment) for month in _months(context) for moment in month.moments]
    if hasattr(page, "begins_at"):
        planned = [_event(page, request.path)]
    return [*planned, _crumbs([], page.title)]


def _months(context: Context) -> Iterable[Any]:
    """Give the months of an agenda, where the page shows one."""
    return getattr(context.get("agenda"), "months", ())


def event_of(moment: Moment) -> Data:
    """Tell of one thing that is planned."""
    return _event(moment, moment.address)


def _event(planned: Any, address: str) -> Data:
    ends = planned.ends_at
    return clean(
        {
            "@type": "Event",
            "name": planned.title,
            "startDate": _when(planned.begins_at, planned.whole_day),
            "endDate": _when(ends, planned.whole_day) if ends else None,
            "location": {"@type": "Place", "name": planned.place} if planned.place else None,
            "url": settings.SITE_ADDRESS + address,
        }
    )


def _when(at: datetime, whole_day: bool) -> str:
    there = timezone.localtime(at)
    return (there.date() if whole_day else there).isoformat()


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _thing(request: HttpRequest, told: Data) -> Data:
    here = settings.SITE_ADDRESS + request.path
    return clean({**told, "url": here, "@id": here, "inLanguage": get_language()})


def _site(context: Context) -> Data:
    home = _home()
    return clean(
        {
            "@type": "WebSite",
            "@id": f"{home}#site",
            "url": home,
            "name": f"Kennisstad {getattr(context.get('city'), 'name', '')}".strip(),
            "inLanguage": get_language(),
            "potentialAction": _searching(),
        }
    )


def _searching() -> Data | None:
    try:
        where = settings.SITE_ADDRESS + reverse("search:search")
    except NoReverseMatch:
        return None
    entry = {"@type": "EntryPoint", "urlTemplate": f"{where}?q={{words}}"}
    return {"@type": "SearchAction", "target": entry, "query-input": "required name=words"}


def _city(context: Context) -> Data:
    city = context.get("city")
    if not city:
        return {"@type": "Organization", "name": "Kennisstad", "url": _home()}
    return clean(
        {
            "@type": "GovernmentOrganization",
            "name": city.desk_name or city.name,
            "url": _home(),
            "email": city.email,
            "telephone": city.phone,
            "address": address_of(city),
            "areaServed": {"@type": "City", "name": city.name},
        }
    )


def _crumbs(between: list[tuple[str, str | Promise]], here: str) -> Data:
    steps: list[Data] = [{"name": gettext("Home"), "item": _home()}]
    steps += [{"name": str(title), "item": settings.SITE_ADDRESS + reverse(name)} for name, title in between]
    steps.append({"name": here})
    found = [{"@type": "ListItem", "position": place, **step} for place, step in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": found}


def _home() -> str:
    return settings.SITE_ADDRESS + reverse("website:home")

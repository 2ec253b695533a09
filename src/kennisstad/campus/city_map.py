# SPDX-License-Identifier: EUPL-1.2
"""The map of campuses, sites and homes: what stands on it, and the list beside it."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kennisstad.campus.models import Campus, HousingProject, Site
from kennisstad.campus.telling import counted_here
from kennisstad.neighbourhoods.queries import Map, Point, districts_with_outline, map_of


def points(campuses: Sequence[Campus], sites: Sequence[Site], homes: Sequence[HousingProject]) -> list[Point]:
    """Give what stands on the map, in the order of the list beside it."""
    found = [
        Point(one.lon, one.lat, one.name, reverse("campus:campus", args=[one.key]), "moss", _("campus"))
        for one in campuses
    ]
    found += [Point(one.lon, one.lat, one.name, address_of(one), "canal", _("site")) for one in sites]
    found += [
        Point(
            one.lon, one.lat, one.name, f"{reverse('campus:home')}#{one.key}", "ochre", _("housing project")
        )
        for one in homes
    ]
    return found


def address_of(site: Site) -> str:
    """Give where a site can be read: on its campus's page, or in the list."""
    if site.campus is None:
        return f"{reverse('campus:home')}#{site.key}"
    return f"{reverse('campus:campus', args=[site.campus.key])}#{site.key}"


def map_with(campuses: Sequence[Campus], sites: Sequence[Site], homes: Sequence[HousingProject]) -> Map:
    """Draw the districts, each with what there is in it; two queries."""
    districts = list(districts_with_outline())
    places, projects = Counter(c.district_id for c in campuses), Counter(h.district_id for h in homes)
    sentences = {area.pk: counted_here(places[area.pk], projects[area.pk]) for area in districts}
    links = {area.pk: reverse("website:neighbourhood", args=[area.slug]) for area in districts}
    return map_of(districts, sentences, links, points=points(campuses, sites, homes))

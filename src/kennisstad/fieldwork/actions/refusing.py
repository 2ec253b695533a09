# SPDX-License-Identifier: EUPL-1.2
"""Go on only when residents can bear it: hold the areas, look, and else say what would fit."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from kennisstad.fieldwork import telling
from kennisstad.fieldwork.load.ledger import Stretch
from kennisstad.fieldwork.queries import alternative, hindered, hindrances
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.refusals import NotNow


def refuse_if_hindered(
    area_ids: Collection[int], *, from_day: date, until_day: date, contacts: int, but_of: int | None = None
) -> None:
    """Hold these areas until the transaction ends, and go on only when so many contacts fit there.

    Args:
        contacts: weighed, as `Norms.weighed` gives them; for a team that planned nothing yet
            `Norms.contacts_per_team`.
        but_of: a project whose expected contacts are not counted, because it is about to plan them.
    Raises:
        NotNow: they do not fit; the sentence says where and why, and names what would fit.
    """
    hold(area_ids)
    found = hindrances(area_ids, from_day, until_day, contacts, but_of=but_of)
    if not found:
        return
    names = dict(Area.objects.filter(pk__in=[one.area_id for one in found]).values_list("pk", "name"))
    other = alternative(area_ids, Stretch(from_day, until_day), contacts, but_of=but_of)
    raise NotNow(telling.refusal(found, names, other))


def refuse_if_any_hindered(contacts: Mapping[int, int], *, from_day: date, until_day: date) -> None:
    """Do as `refuse_if_hindered` for many areas at once, each with its own number of contacts.

    Cost: the same number of queries however many areas.
    Raises:
        NotNow: they do not fit in one; the first such area, by id, is told.
    """
    hold(contacts)
    for area_id in hindered(contacts, from_day, until_day)[:1]:
        refuse_if_hindered([area_id], from_day=from_day, until_day=until_day, contacts=contacts[area_id])


def hold(area_ids: Collection[int]) -> None:
    """Hold areas and the districts around them until the transaction ends, always in the same order.

    Two who plan in one area at once would otherwise both see the room that is there for one.
    """
    around = Q(pk__in=area_ids) | Q(pk__in=Area.objects.filter(pk__in=area_ids).values("parent"))
    # No key: whoever merely names an area elsewhere need not wait.
    list(Area.objects.filter(around).order_by("pk").select_for_update(no_key=True))

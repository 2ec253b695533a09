# SPDX-License-Identifier: EUPL-1.2
"""Records to choose from, as numbers and names in the reader's language."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.timezone import localdate

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Agreement, Theme
from kennisstad.agreement.queries import standing_among
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner

Choices = list[tuple[int, str]]


def districts() -> Choices:
    return [(area.pk, area.name) for area in Area.objects.districts().by_name()]


def themes(*, chosen: Iterable[Theme] = ()) -> Choices:
    """The themes of the version that stands, else of the last signed; and those that a record has already."""
    kept = {theme.pk for theme in chosen}
    asked = Theme.objects.filter(Q(agreement__in=Agreement.objects.public()) | Q(pk__in=kept))
    found = list(asked.in_order().select_related("agreement").prefetch_related("texts"))
    signed = [theme.agreement for theme in found if theme.agreement.is_signed]
    last = max(signed, key=lambda one: (one.starts_on, one.pk), default=None)
    version = standing_among(found, localdate()) or (last.pk if last else None)
    offered = [theme for theme in found if theme.agreement_id == version or theme.pk in kept]
    return [(theme.pk, theme.text.name if theme.text else theme.key) for theme in offered]


def partners(*, among: Iterable[int] | None = None) -> Choices:
    """All partners, or those with these numbers."""
    found = Partner.objects.by_name()
    if among is not None:
        found = found.filter(pk__in=list(among))
    return [(partner.pk, partner.name) for partner in found]


def coordinators(*, partner_id: int) -> Choices:
    """Who coordinates courses for an institution and can sign in."""
    found = User.objects.filter(
        is_active=True, roles__role=Role.COORDINATOR, roles__partner_id=partner_id
    ).order_by("name", "username", "pk")
    return [(user.pk, str(user)) for user in found]

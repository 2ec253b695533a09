# SPDX-License-Identifier: EUPL-1.2
"""Records to choose from, as numbers and names in the reader's language."""

from collections.abc import Iterable

from django.db.models import Q

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Agreement, Theme
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner

Choices = list[tuple[int, str]]


def districts() -> Choices:
    return [(area.pk, area.name) for area in Area.objects.districts().by_name()]


def themes(*, chosen: Iterable[Theme] = ()) -> Choices:
    """The themes of the newest signed agreement, and those that a record carries from an earlier one."""
    newest = Agreement.objects.public().newest().values("pk")[:1]
    either = Q(agreement=newest) | Q(pk__in=[theme.pk for theme in chosen])
    found = Theme.objects.filter(either).in_order().prefetch_related("texts")
    return [(theme.pk, theme.text.name if theme.text else theme.key) for theme in found]


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

# SPDX-License-Identifier: EUPL-1.2
"""Set what residents can bear: in the whole city, or in one area."""

from datetime import datetime

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.fieldwork.actions.refusing import hold
from kennisstad.fieldwork.models import Limit, Norms
from kennisstad.neighbourhoods.models import Area


@transaction.atomic
def set_limit(area: Area, *, threshold: int | None, rest_days: int, by: User | None, at: datetime) -> None:
    """Set what one area bears in a term; without a threshold the city's own rules hold there again.

    What was planned before stays, also where it is more than the new threshold.
    """
    hold([area.pk])
    if threshold is None:
        Limit.objects.filter(area=area).delete()
    else:
        bears = {"threshold": threshold, "rest_days": rest_days}
        Limit.objects.update_or_create(area=area, defaults=bears)
    facts = {"threshold": threshold, "rest_days": rest_days}
    record("area.limit-set", subject=area, by_id=by.pk if by else None, at=at, **facts)


@transaction.atomic
def set_norms(*, by: User | None, at: datetime, threshold: int | None, **rules: int) -> Norms:
    """Set the city's own rules.

    Args:
        threshold: for each district that has none of its own; nothing sets no limit.
        rules: `rest_days`, `contacts_per_team` and the weights, as `Norms` names them.
    """
    kept, _new = Norms.objects.update_or_create(pk=1, defaults={"threshold": threshold, **rules})
    record("norms.set", subject=kept, by_id=by.pk if by else None, at=at, threshold=threshold, **rules)
    return kept

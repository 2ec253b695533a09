# SPDX-License-Identifier: EUPL-1.2
"""Which desk gets which kind of message: the city's own, or that of an organisation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact import queries
from kennisstad.contact.models import Kind, Route
from kennisstad.partners.models import Partner
from kennisstad.web.refusals import NotNow


@transaction.atomic
def route(kind: Kind, *, to: Partner | None, by: User | None, at: datetime) -> None:
    """Let messages of one kind go to an organisation, or again to the desk of the city.

    Those that came before stay where they are.

    Raises:
        NotNow: nobody of this organisation can answer.
    """
    known = Route.objects.select_for_update().filter(kind=kind).first()
    if to is None:
        if known:
            record("route.removed", subject=known, by_id=by.pk if by else None, at=at, about=kind)
            known.delete()
        return
    if known and known.partner_id == to.pk:
        return
    if not queries.answers_itself(to.pk):
        raise NotNow(_("Nobody of this organisation can sign in here to answer it."))
    made, _is_new = Route.objects.update_or_create(kind=kind, defaults={"partner": to})
    record("route.set", subject=made, by_id=by.pk if by else None, at=at, about=kind, to=to.key)

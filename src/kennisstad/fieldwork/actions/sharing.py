# SPDX-License-Identifier: EUPL-1.2
"""Two studies in one street in one term: propose that they ask residents together."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.fieldwork import emails
from kennisstad.fieldwork.models import Fieldwork, SharedVisit
from kennisstad.fieldwork.queries import in_the_same_place
from kennisstad.web.refusals import NotNow

AT_MOST = 3
"""With so many other studies at most: more letters would be read by nobody."""


def propose_sharing(work: Fieldwork, *, at: datetime) -> list[SharedVisit]:
    """Propose a shared visit to whoever asks the same street, or neighbourhood, in the same term.

    Both supervisors get a letter that names the other study.
    """
    return [_propose(work, other, at) for other in in_the_same_place(work)[:AT_MOST]]


@transaction.atomic
def agree_to_share(shared: SharedVisit, *, work: Fieldwork, by: User | None, at: datetime) -> None:
    """One of the two says yes; once both did, they do it together.

    Args:
        work: for which of the two this is said.
    Raises:
        NotNow: this side said so already, or one of the two is over or called off.
    """
    shared.refresh_from_db(from_queryset=SharedVisit.objects.select_for_update())
    if not (shared.first.is_to_come and shared.second.is_to_come):
        raise NotNow(_("One of the two is over or was called off. There is nothing to do together any more."))
    field = f"{shared.side_of(work)}_agreed_at"
    if getattr(shared, field) is not None:
        raise NotNow(_("You said already that you want to do this together."))
    setattr(shared, field, at)
    shared.save(update_fields=[field])
    facts = {"first": shared.first_id, "second": shared.second_id, "both": shared.is_agreed}
    record("visit.agreed", subject=shared, by_id=by.pk if by else None, at=at, **facts)
    if shared.is_agreed:
        for mine, other in ((shared.first, shared.second), (shared.second, shared.first)):
            emails.to_supervisors("agreed", mine, at=at, other=other)


def _propose(work: Fieldwork, other: Fieldwork, at: datetime) -> SharedVisit:
    first, second = sorted((work, other), key=lambda one: one.pk)
    made: SharedVisit = SharedVisit.objects.create(first=first, second=second, proposed_at=at)
    facts = {"first": first.pk, "second": second.pk}
    record("visit.proposed", subject=made, by_id=None, at=at, **facts)
    for mine, its_other in ((first, second), (second, first)):
        emails.to_supervisors("together", mine, at=at, other=its_other)
    return made

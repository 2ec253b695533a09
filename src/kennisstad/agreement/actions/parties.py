# SPDX-License-Identifier: EUPL-1.2
"""Partners join an agreement and leave it, also after it was signed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import hold_draft, hold_unless_offered, note
from kennisstad.agreement.models import Agreement, Party
from kennisstad.partners.models import Partner
from kennisstad.web.refusals import NotNow


@transaction.atomic
def join(agreement: Agreement, partner: Partner, *, joined_on: date, by: User | None, at: datetime) -> Party:
    """Let a partner take part from a day on.

    Raises:
        NotNow: it takes part already, the agreement has ended by then, or it lies ready to be signed.
    """
    hold_unless_offered(agreement)
    if agreement.parties.filter(partner=partner).exists():
        raise NotNow(_("This partner stands with the agreement already."))
    if joined_on > agreement.ends_on:
        raise NotNow(_("The agreement has ended by then. Choose an earlier day."))
    party = Party.objects.create(agreement=agreement, partner=partner, joined_on=joined_on)
    note("agreement.party-joined", agreement, by, at, partner=partner.pk)
    return party


@transaction.atomic
def leave(party: Party, *, left_on: date, by: User | None, at: datetime) -> None:
    """Say from which day on a partner takes part no more.

    Raises:
        NotNow: it left already, would leave before it joins, or the agreement lies ready to be signed.
    """
    hold_unless_offered(party.agreement)
    party.refresh_from_db(from_queryset=Party.objects.select_for_update())
    if party.left_on is not None:
        raise NotNow(_("This party left already."))
    if left_on < party.joined_on:
        raise NotNow(_("A party cannot leave before it joins. Look at the day again."))
    party.left_on = left_on
    party.save(update_fields=["left_on"])
    note("agreement.party-left", party.agreement, by, at, partner=party.partner_id)


@transaction.atomic
def remove_party(party: Party, *, by: User | None, at: datetime) -> None:
    """Take a party out of a draft, as if it had never stood there.

    Raises:
        NotNow: it is no draft any more.
    """
    hold_draft(party.agreement)
    note("agreement.party-removed", party.agreement, by, at, partner=party.partner_id)
    party.delete()

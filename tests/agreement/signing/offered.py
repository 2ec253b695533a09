# SPDX-License-Identifier: EUPL-1.2
"""An agreement that two parties sign, for tests."""

from datetime import datetime, timedelta
from typing import Any

from kennisstad.agreement.actions.inviting import invite
from kennisstad.agreement.actions.offering import offer
from kennisstad.agreement.models import Agreement, Signatory, Status
from tests.agreement.making import make_agreement, make_commitment
from tests.agreement.signing.certificates import Holder, holder
from tests.making import MONDAY, make_partner

PEOPLE = {"stad": ("Anna de Boer", "anna@example.org"), "school": ("Bert Smit", "bert@example.org")}
NOW = MONDAY + timedelta(hours=2)


def make_draft(**fields: Any) -> Agreement:
    """Make a draft with all that it needs, two parties and who signs for each."""
    partners = [make_partner(key) for key in PEOPLE]
    agreement = make_agreement("nieuw", status=Status.DRAFT, parties=partners, **fields)
    make_commitment(agreement, owners=partners[:1])
    for place, partner in enumerate(partners, start=1):
        name, email = PEOPLE[partner.key]
        Signatory.objects.create(
            agreement=agreement, partner=partner, place=place, name=name, post="bestuurder", email=email
        )
    return agreement


def make_offered(**fields: Any) -> tuple[Agreement, Signatory, Signatory]:
    """Make an agreement that is offered for signing, and give it with who signs it."""
    agreement = make_draft(**fields)
    offer(agreement, by=None, at=MONDAY)
    anna, bert = agreement.signatories.in_turn()
    return agreement, anna, bert


def key_of(signatory: Signatory) -> Holder:
    return holder(signatory.name, signatory.email)


def invited(signatory: Signatory, at: datetime = NOW) -> str:
    """Invite somebody and give the code in the link."""
    return invite(signatory, by=None, at=at)

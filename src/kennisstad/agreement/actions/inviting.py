# SPDX-License-Identifier: EUPL-1.2
"""Send somebody the link with which to sign."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement import emails
from kennisstad.agreement.actions.holding import hold, note
from kennisstad.agreement.actions.offering import NOT_OFFERED
from kennisstad.agreement.codes import new_code
from kennisstad.agreement.models import Signatory, Status
from kennisstad.agreement.signers import can_sign_now, has_signed
from kennisstad.web.refusals import NotNow

LINK_LASTS = timedelta(days=14)
NOT_YOUR_TURN = _("Others sign before this person. We invite each when it is their turn.")


@transaction.atomic
def invite(signatory: Signatory, *, by: User | None, at: datetime) -> str:
    """Write to somebody whose turn it is; a link from before leads nowhere from now on.

    Returns:
        The code in the link, for whoever has no mail server and brings it in another way.
    Raises:
        NotNow: it is not offered, this person signed, has no address, or others come first.
    """
    agreement = signatory.agreement
    hold(agreement)
    signatory.refresh_from_db()
    if agreement.status != Status.OFFERED:
        raise NotNow(NOT_OFFERED)
    if has_signed(signatory):
        raise NotNow(_("This person signed already."))
    if signatory.pk not in [one.pk for one in can_sign_now(agreement)]:
        raise NotNow(NOT_YOUR_TURN)
    if not signatory.email:
        raise NotNow(_("We have no e-mail address of this person. Fill it in first."))
    code, signatory.code_digest = new_code()
    signatory.invited_at, signatory.link_until = at, at + LINK_LASTS
    signatory.save(update_fields=["code_digest", "invited_at", "link_until"])
    emails.invitation(signatory, code=code, at=at)
    note("agreement.invited", agreement, by, at, signatory=signatory.pk)
    return code

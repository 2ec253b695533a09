# SPDX-License-Identifier: EUPL-1.2
"""What every change of an agreement begins and ends with: hold it, see whether it may change, note it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.models import Agreement, Commitment, Status
from kennisstad.audit.actions import Fact, record
from kennisstad.web.refusals import NotNow

Words = Mapping[str, Mapping[str, str]]
"""Per language (`nl`, `en`) the fields of that record's text."""

FIXED = {
    Status.OFFERED: _("This agreement is offered for signing. Take it back first: then it can be changed."),
    Status.SIGNED: _(
        "This agreement was signed, so its text stays as it is. Make an amendment or a successor instead."
    ),
}
"""Why the text of a version cannot be changed, by where it stands."""


def hold(agreement: Agreement) -> None:
    """Wait for whoever changes this agreement at the same moment, and look again."""
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())


def hold_draft(agreement: Agreement) -> None:
    """Hold an agreement whose text is about to change.

    Raises:
        NotNow: it is no draft any more.
    """
    hold(agreement)
    if agreement.status != Status.DRAFT:
        raise NotNow(FIXED[Status(agreement.status)])


def hold_unless_offered(agreement: Agreement) -> None:
    """Hold an agreement of which something changes that is not its text.

    Raises:
        NotNow: it lies ready to be signed.
    """
    hold(agreement)
    if agreement.status == Status.OFFERED:
        raise NotNow(FIXED[Status.OFFERED])


def refuse_replaced(agreement: Agreement) -> None:
    """Refuse a new promise under a version whose place another took.

    Raises:
        NotNow: a later version was signed.
    """
    follower = Agreement.objects.public().filter(follows=agreement).first()
    if follower is not None:
        raise NotNow(
            format_lazy(
                _("“{old}” was replaced by “{new}”. Enter the commitment there."), old=agreement, new=follower
            )
        )


def hold_living(commitment: Commitment) -> None:
    """Hold a commitment of which somebody tells how far it is.

    Raises:
        NotNow: it stands in a draft, or goes on in a later version.
    """
    commitment.refresh_from_db(from_queryset=Commitment.objects.select_for_update())
    if not commitment.agreement.is_signed:
        raise NotNow(_("This commitment stands in a draft. It counts from the day the agreement is signed."))
    follower = Commitment.objects.public().filter(carries_on=commitment).select_related("agreement").first()
    if follower is not None:
        raise NotNow(
            format_lazy(
                _("This version was replaced by “{new}”, where the commitment goes on. Enter it there."),
                new=follower.agreement,
            )
        )


def check_period(starts_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        NotNow: it does.
    """
    if ends_on < starts_on:
        raise NotNow(_("The period ends before it begins. Look at both days again."))


def write(record_with_texts: Any, words: Words) -> None:
    """Write a record's words, one row per language; a language that is left out stays as it was."""
    for language, fields in words.items():
        record_with_texts.texts.update_or_create(language=language, defaults=dict(fields))


def note(kind: str, subject: models.Model, by: User | None, at: datetime, **facts: Fact) -> None:
    """Write a line in the journal."""
    record(kind, subject=subject, by_id=by.pk if by else None, at=at, **facts)

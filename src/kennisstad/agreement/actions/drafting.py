# SPDX-License-Identifier: EUPL-1.2
"""A version is drafted, described, thrown away, or entered as signed in the past."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.copying import copy_for_amendment, copy_parties
from kennisstad.agreement.actions.holding import Words, check_period, hold_draft, note, write
from kennisstad.agreement.actions.readiness import faults_before_offering
from kennisstad.agreement.models import Agreement, Kind, Status, ThemeStep
from kennisstad.web.refusals import NotNow


@transaction.atomic
def draft(
    *, kind: Kind, key: str, words: Words, starts_on: date, ends_on: date, by: User | None, at: datetime
) -> Agreement:
    """Begin the next version: the first, a successor with the same parties, or an amendment of the newest.

    Raises:
        NotNow: somebody drafts one already, there is nothing to follow, or the days do not fit.
    """
    check_period(starts_on, ends_on)
    followed = _to_follow(kind)
    if followed and starts_on <= followed.starts_on:
        raise NotNow(
            format_lazy(_("It begins before “{old}”, which it follows. Change its first day."), old=followed)
        )
    if Agreement.objects.filter(key=key).exists():
        raise NotNow(_("Another agreement has this name in its address. Choose another one."))
    agreement = Agreement.objects.create(
        key=key, kind=kind, follows=followed, starts_on=starts_on, ends_on=ends_on
    )
    write(agreement, words)
    if followed and kind == Kind.AMENDMENT:
        copy_for_amendment(followed, agreement)
    elif followed:
        copy_parties(followed, agreement)
    note("agreement.drafted", agreement, by, at, version=str(kind))
    return agreement


@transaction.atomic
def describe(
    agreement: Agreement, *, words: Words, starts_on: date, ends_on: date, by: User | None, at: datetime
) -> None:
    """Change the name, the summary and the period of a draft.

    Raises:
        NotNow: it is no draft any more, or the period ends before it begins.
    """
    hold_draft(agreement)
    check_period(starts_on, ends_on)
    agreement.starts_on, agreement.ends_on = starts_on, ends_on
    agreement.save(update_fields=["starts_on", "ends_on"])
    write(agreement, words)
    note("agreement.described", agreement, by, at)


@transaction.atomic
def discard(agreement: Agreement, *, by: User | None, at: datetime) -> None:
    """Throw a draft away with all that was entered in it.

    Raises:
        NotNow: it is no draft any more.
    """
    hold_draft(agreement)
    note("agreement.discarded", agreement, by, at)
    if agreement.follows_id:
        ThemeStep.objects.filter(old__agreement=agreement.follows_id).delete()
    agreement.commitments.all().delete()
    agreement.themes.all().delete()
    agreement.delete()


@transaction.atomic
def enter_as_signed(agreement: Agreement, *, signed_on: date | None, by: User | None, at: datetime) -> None:
    """Say that this version was signed long ago, outside this site.

    Args:
        signed_on: nothing where no source tells the day.
    Raises:
        NotNow: something is missing in it, the day has not come yet, or it is no draft.
    """
    hold_draft(agreement)
    if signed_on and signed_on > localdate(at):
        raise NotNow(_("This day has not come yet. Offer the agreement for signing instead."))
    if faults := faults_before_offering(agreement):
        raise NotNow(faults[0])
    # It passes the step of being offered in one breath: nobody is asked to sign here.
    agreement.status, agreement.signed_on = Status.SIGNED, signed_on
    agreement.save(update_fields=["status", "signed_on"])
    note("agreement.entered-as-signed", agreement, by, at)


def _to_follow(kind: Kind) -> Agreement | None:
    """Hold the newest signed version, and see that a new one may come after it."""
    known = list(Agreement.objects.select_for_update().newest())
    pending = next((one for one in known if not one.is_signed), None)
    if pending is not None:
        raise NotNow(
            format_lazy(
                _("“{version}” is not signed yet. Have it signed or throw it away first."), version=pending
            )
        )
    if kind == Kind.FIRST and known:
        raise NotNow(_("There is a first agreement already. Make a successor or an amendment."))
    if kind != Kind.FIRST and not known:
        raise NotNow(_("There is nothing to follow yet. Enter the first agreement."))
    if kind == Kind.FIRST:
        return None
    followed = {one.follows_id for one in known}
    return next(one for one in known if one.pk not in followed)

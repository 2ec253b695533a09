# SPDX-License-Identifier: EUPL-1.2
"""Owners are reminded of a report day: one letter to each who speaks for one, and never a second."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.actions.holding import note
from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.agreement.queries import agreement_on, owners_gone
from kennisstad.progress.emails import Owed, to_owner
from kennisstad.progress.models import ReportDay
from kennisstad.progress.queries import standings
from kennisstad.progress.wording import STATES


def remind_owners(*, at: datetime) -> None:
    """Write to the owners of the version that stands, once for each report day, from its reminder on."""
    today = localdate(at)
    version = agreement_on(today)
    if version is None:
        return
    due = ReportDay.objects.filter(reminded_at__isnull=True, remind_on__lte=today, on__gte=today)
    for day in list(due.order_by("on")):
        _remind(day, version, at=at)


@transaction.atomic
def _remind(day: ReportDay, version: Agreement, *, at: datetime) -> None:
    held = ReportDay.objects.select_for_update().filter(pk=day.pk, reminded_at__isnull=True).first()
    if held is None:
        # Another worker wrote to them, or the day was taken off.
        return
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    letters = 0
    for user, rows in _letters(version, localdate(at)):
        to_owner(user, held, rows, at=at)
        letters += 1
    note("report-day.reminded", held, None, at, letters=letters)


def _letters(version: Agreement, today: date) -> Iterator[tuple[User, list[Owed]]]:
    """Give who is written to, with what their organisations owe; nobody speaks for an owner that left."""
    owed = version.commitments.in_order().select_related("agreement").prefetch_related("texts", "owners")
    commitments = list(owed)
    stands, gone = standings(commitments, today), owners_gone(commitments, today)
    for user in _speakers():
        mine = set(user.partners_as(Role.PARTNER_EDITOR))
        rows = [
            Owed(_sentence(one, user.language), STATES[stands[one.pk].state], one.due_on)
            for one in commitments
            if mine
            & {owner.partner_id for owner in one.owners.all()} - {left.pk for left in gone.get(one.pk, ())}
        ]
        if rows:
            yield user, rows


def _speakers() -> list[User]:
    """Give who edits for a partner and can be written to."""
    editors = User.objects.filter(is_active=True, roles__role=Role.PARTNER_EDITOR).exclude(email="")
    return list(editors.distinct().order_by("pk"))


def _sentence(commitment: Commitment, language: str) -> str:
    text = commitment.text_in(language)
    return text.sentence if text else commitment.key

# SPDX-License-Identifier: EUPL-1.2
"""The steps of an account: gathered as a draft, introduced, published with its figures frozen."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import note
from kennisstad.agreement.models import Agreement, Kind
from kennisstad.progress.account.writing import digest
from kennisstad.progress.gathering import gather
from kennisstad.progress.models import Account, Introduction, IntroductionText, Status
from kennisstad.web.refusals import NotNow

MOST_WORDS = 5_000


@transaction.atomic
def draft(agreement: Agreement, *, starts_on: date, ends_on: date, by: User | None, at: datetime) -> Account:
    """Gather the account of a period, and keep it as a draft.

    Raises:
        NotNow: these days cannot be accounted for, or there is a draft of them.
    """
    # Held, so that two people do not make the same draft at once.
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    judge_period(agreement, starts_on=starts_on, ends_on=ends_on, today=localdate(at))
    same = agreement.accounts.filter(starts_on=starts_on, ends_on=ends_on, status=Status.DRAFT)
    if same.exists():
        raise NotNow(_("There is a draft of this period already. Gather its figures anew, or throw it away."))
    figures = gather(agreement, starts_on=starts_on, ends_on=ends_on)
    account = Account.objects.create(
        agreement=agreement,
        starts_on=starts_on,
        ends_on=ends_on,
        gathered_at=at,
        figures=figures,
        digest=digest(figures),
        made_by=by,
    )
    note("account.drafted", account, by, at, digest=account.digest)
    return account


@transaction.atomic
def regather(account: Account, *, by: User | None, at: datetime) -> None:
    """Gather the figures of a draft anew.

    Raises:
        NotNow: it was published, so its figures are frozen.
    """
    _hold_draft(account)
    judge_period(account.agreement, starts_on=account.starts_on, ends_on=account.ends_on, today=localdate(at))
    figures = gather(account.agreement, starts_on=account.starts_on, ends_on=account.ends_on)
    account.figures, account.digest, account.gathered_at = figures, digest(figures), at
    account.save(update_fields=["figures", "digest", "gathered_at"])
    note("account.regathered", account, by, at, digest=account.digest)


@transaction.atomic
def introduce(
    account: Account, *, theme: str = "", words: Mapping[str, str], by: User | None, at: datetime
) -> None:
    """Put words before the whole account, or before one theme; empty words take them away.

    Raises:
        NotNow: it was published, or has no such theme.
    """
    _hold_draft(account)
    if theme and theme not in {one["key"] for one in account.figures["themes"]}:
        raise NotNow(_("This account has no theme “%(theme)s”.") % {"theme": theme})
    said = {language: text.strip() for language, text in words.items() if text.strip()}
    if any(len(text) > MOST_WORDS for text in said.values()):
        raise NotNow(_("Use at most %(most)d characters.") % {"most": MOST_WORDS})
    Introduction.objects.filter(account=account, theme=theme).delete()
    if said:
        introduction = Introduction.objects.create(account=account, theme=theme)
        IntroductionText.objects.bulk_create(
            IntroductionText(introduction=introduction, language=language, words=text)
            for language, text in sorted(said.items())
        )
    note("account.introduced", account, by, at, theme=theme)


@transaction.atomic
def publish(account: Account, *, by: User | None, at: datetime) -> None:
    """Show an account to everybody; from now on neither figures nor words change.

    Raises:
        NotNow: it was published already.
    """
    _hold_draft(account)
    account.status, account.published_at = Status.PUBLISHED, at
    account.save(update_fields=["status", "published_at"])
    note("account.published", account, by, at, digest=account.digest)


@transaction.atomic
def discard(account: Account, *, by: User | None, at: datetime) -> None:
    """Throw a draft away.

    Raises:
        NotNow: it was published, so it stays.
    """
    _hold_draft(account)
    note("account.discarded", account, by, at, digest=account.digest)
    account.delete()


def judge_period(agreement: Agreement, *, starts_on: date, ends_on: date, today: date) -> None:
    """Go on only when an account of these days can be made of this version.

    It is made of the version that stood on its last day, and may begin in one that this amends.

    Raises:
        NotNow: it cannot.
    """
    if not agreement.is_signed:
        raise NotNow(_("This agreement was not signed yet, so there is nothing to account for."))
    if ends_on < starts_on:
        raise NotNow(_("The period ends before it begins. Look at both days again."))
    if ends_on > today:
        raise NotNow(_("The last day has not come yet. Choose a period that is over."))
    _judge_version(agreement, starts_on, ends_on)


def _judge_version(agreement: Agreement, starts_on: date, ends_on: date) -> None:
    first, last = _first_day(agreement), _last_day(agreement)
    if starts_on < first:
        told = {"first": date_format(first, "j F Y")}
        raise NotNow(_("This agreement began on %(first)s. Choose a later first day.") % told)
    if not agreement.starts_on <= ends_on <= last:
        told = {"first": date_format(agreement.starts_on, "j F Y"), "last": date_format(last, "j F Y")}
        raise NotNow(
            _("This version stood from %(first)s to %(last)s. Choose a period that ends within it.") % told
        )


def _first_day(agreement: Agreement) -> date:
    """Give the first day of the agreement that a version is, or amends."""
    seen = {agreement.pk}
    while agreement.kind == Kind.AMENDMENT and agreement.follows and agreement.follows.pk not in seen:
        agreement = agreement.follows
        seen.add(agreement.pk)
    return agreement.starts_on


def _last_day(agreement: Agreement) -> date:
    """Give the last day on which a version stood: the day before a signed follower takes its place."""
    follower = Agreement.objects.public().filter(follows=agreement).first()
    if follower is None:
        return agreement.ends_on
    return min(agreement.ends_on, date.fromordinal(follower.starts_on.toordinal() - 1))


def _hold_draft(account: Account) -> None:
    account.refresh_from_db(from_queryset=Account.objects.select_for_update())
    if not account.can_become(Status.PUBLISHED):
        raise NotNow(_("This account was published: its figures and words are frozen."))

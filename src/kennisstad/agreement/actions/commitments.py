# SPDX-License-Identifier: EUPL-1.2
"""Commitments are added, changed and removed, with who owes them and what was set aside."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.copying import free_key
from kennisstad.agreement.actions.holding import FIXED, Words, hold, note, refuse_replaced, write
from kennisstad.agreement.models import Agreement, Budget, Commitment, Owner, Status
from kennisstad.web.refusals import NotNow


@dataclass(frozen=True)
class Terms:
    """All that a commitment says but its words."""

    article_id: int | None = None
    theme_id: int | None = None
    source: str = ""
    promised_on: date | None = None
    read_on: date | None = None
    due_on: date | None = None
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    falls: bool = False
    fresh_for_months: int = 12


@dataclass(frozen=True)
class Money:
    """What was set aside, for which period; either day may be missing in what somebody typed."""

    amount: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    currency: str = "EUR"
    is_public: bool = True


Owners = Sequence[tuple[int, Decimal | None]]
"""Partners by number, each with its share (0 to 1), or nothing when it was not divided."""


@transaction.atomic
def add_commitment(
    agreement: Agreement,
    *,
    words: Words,
    terms: Terms,
    owners: Owners,
    money: Money | None,
    by: User | None,
    at: datetime,
    key: str = "",
) -> Commitment:
    """Add a promise: of an article of a draft, or one made elsewhere under a version that stands.

    Args:
        key: names it in addresses for good; else made from its sentence.
    Raises:
        NotNow: the version was replaced, its text is fixed, or the terms do not fit.
    """
    _hold_for(agreement, terms)
    _check(agreement, terms, owners, money)
    commitment = Commitment.objects.create(
        agreement=agreement,
        key=free_key(key or _key_from(words)),
        place=agreement.commitments.count() + 1,
        **asdict(terms),
    )
    write(commitment, words)
    _set(commitment, owners, money)
    note("commitment.added", commitment, by, at, agreement=agreement.pk)
    return commitment


@transaction.atomic
def edit_commitment(
    commitment: Commitment,
    *,
    words: Words,
    terms: Terms,
    owners: Owners,
    money: Money | None,
    by: User | None,
    at: datetime,
) -> None:
    """Change a promise of a draft, or one that was made elsewhere.

    Raises:
        NotNow: the version was replaced, its text is fixed, the terms do not fit, or its figures do not.
    """
    _hold_for(commitment.agreement, terms, was=commitment)
    _check(commitment.agreement, terms, owners, money)
    _check_figures(commitment, terms)
    given = asdict(terms)
    for name, value in given.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=[name.removesuffix("_id") for name in given])
    write(commitment, words)
    _set(commitment, owners, money)
    note("commitment.changed", commitment, by, at)


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: User | None, at: datetime) -> None:
    """Take a promise out of a draft.

    Raises:
        NotNow: it is no draft any more.
    """
    hold(commitment.agreement)
    if commitment.agreement.status != Status.DRAFT:
        raise NotNow(FIXED[Status(commitment.agreement.status)])
    note("commitment.removed", commitment, by, at)
    commitment.delete()


def _hold_for(agreement: Agreement, terms: Terms, *, was: Commitment | None = None) -> None:
    """Hold a version and see that this promise may be written in it."""
    hold(agreement)
    if agreement.status == Status.DRAFT:
        return
    if agreement.status == Status.SIGNED:
        refuse_replaced(agreement)
    is_in_text = terms.article_id is not None or (was is not None and was.article_id is not None)
    if is_in_text or agreement.status == Status.OFFERED:
        raise NotNow(FIXED[Status(agreement.status)])


def _check(agreement: Agreement, terms: Terms, owners: Owners, money: Money | None) -> None:
    _check_place(agreement, terms)
    _check_indicator(terms)
    _check_owners(owners)
    _check_money(money)


def _check_place(agreement: Agreement, terms: Terms) -> None:
    if terms.article_id is None and not terms.source:
        raise NotNow(_("Choose the article it stands in, or say where the promise was made."))
    if terms.article_id and not agreement.articles.filter(pk=terms.article_id).exists():
        raise NotNow(_("This article belongs to another version. Choose one of this version."))
    if terms.theme_id and not agreement.themes.filter(pk=terms.theme_id).exists():
        raise NotNow(_("This theme belongs to another version. Choose one of this version."))


def _check_indicator(terms: Terms) -> None:
    if terms.target is not None and not terms.unit:
        raise NotNow(_("Say in which unit the target is counted."))
    if terms.baseline is not None and terms.baseline_on is None:
        raise NotNow(_("Say on which day the figure at the start was measured."))


def _check_figures(commitment: Commitment, terms: Terms) -> None:
    """Refuse a unit in which the figures that stand were not counted: no target fits beside them."""
    if not terms.unit:
        return
    other = commitment.figures.filter(withdrawn_at=None).exclude(unit=terms.unit).first()
    if other is not None:
        raise NotNow(
            format_lazy(
                _("It has figures in “{unit}”. Keep that unit, or withdraw these figures first."),
                unit=other.unit,
            )
        )


def _check_owners(owners: Owners) -> None:
    if len({partner for partner, _share in owners}) < len(owners):
        raise NotNow(_("The same partner stands here twice."))
    shares = [share for _partner, share in owners if share is not None]
    if any(not 0 < share <= 1 for share in shares):
        raise NotNow(_("A share lies above 0 and is at most 100 percent."))
    if sum(shares) > 1:
        raise NotNow(_("The shares come to more than the whole. Lower one of them."))


def _check_money(money: Money | None) -> None:
    if money is None:
        return
    if money.amount < 0:
        raise NotNow(_("A budget cannot be less than nothing."))
    if money.starts_on is None or money.ends_on is None:
        raise NotNow(_("Say for which period the amount is meant: its first and its last day."))
    if money.ends_on < money.starts_on:
        raise NotNow(_("The period of the budget ends before it begins. Look at both days again."))
    if not (len(money.currency) == 3 and money.currency.isascii() and money.currency.isupper()):
        raise NotNow(_("Write the currency as three capitals, such as EUR."))


def _set(commitment: Commitment, owners: Owners, money: Money | None) -> None:
    commitment.owners.all().delete()
    Owner.objects.bulk_create(
        Owner(commitment=commitment, partner_id=partner, share=share) for partner, share in owners
    )
    Budget.objects.filter(commitment=commitment).delete()
    if money is not None:
        Budget.objects.create(commitment=commitment, **asdict(money))


def _key_from(words: Words) -> str:
    said = [words[language]["sentence"] for language in ("nl", "en") if language in words]
    return slugify(next(iter(said), ""))[:44].strip("-") or "commitment"

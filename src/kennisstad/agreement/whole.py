# SPDX-License-Identifier: EUPL-1.2
"""Read one version from the database, whole, as a record for the exchange."""

from decimal import Decimal
from typing import Any

from django.db.models import F, Prefetch, Q

from kennisstad.agreement.exchange.plain import number, tidy
from kennisstad.agreement.exchange.record import (
    WORDS,
    ArticleRecord,
    BudgetRecord,
    CommitmentRecord,
    FactRecord,
    FigureRecord,
    OwnerRecord,
    PartyRecord,
    StepRecord,
    Texts,
    ThemeRecord,
    VersionRecord,
)
from kennisstad.agreement.models import (
    Agreement,
    Article,
    Budget,
    Commitment,
    Fact,
    Figure,
    Owner,
    Party,
    Theme,
    ThemeStep,
)
from kennisstad.lib.cleaning import one_line


def version_record(agreement: Agreement, *, with_hidden: bool) -> VersionRecord:
    """Give a version whole; sixteen queries at most, however much it holds.

    Args:
        with_hidden: also budgets that are not public.
    """
    return VersionRecord(
        key=agreement.key,
        kind=agreement.kind,
        status=agreement.status,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        texts=_texts(VersionRecord, agreement),
        follows=agreement.follows.key if agreement.follows else "",
        signed_on=agreement.signed_on,
        quorum=agreement.quorum,
        in_order=agreement.in_order,
        parties=_parties(agreement),
        themes=_themes(agreement),
        steps=_steps(agreement),
        articles=_articles(agreement),
        commitments=_commitments(agreement, with_hidden=with_hidden),
        facts=_facts(agreement),
    )


def _texts(record: type, row: Any) -> Texts:
    said = {text.language: {name: getattr(text, name) for name in WORDS[record]} for text in row.texts.all()}
    return tidy(record, said, "")


def _parties(agreement: Agreement) -> tuple[PartyRecord, ...]:
    rows = Party.objects.filter(agreement=agreement).select_related("partner").order_by("pk")
    return tuple(
        PartyRecord(one.partner.key, one.joined_on, one.left_on, one_line(one.partner.name)) for one in rows
    )


def _themes(agreement: Agreement) -> tuple[ThemeRecord, ...]:
    rows = Theme.objects.filter(agreement=agreement).in_order().prefetch_related("texts")
    return tuple(ThemeRecord(one.key, one.mark, _texts(ThemeRecord, one)) for one in rows)


def steps_into(agreement: Agreement) -> Any:
    """Give how the themes of the version before go on as those of this one, or end with it."""
    before = ThemeStep.objects.filter(old__agreement=agreement.follows_id)
    return before.filter(Q(new__agreement=agreement) | Q(new__isnull=True)).order_by("pk")


def _steps(agreement: Agreement) -> tuple[StepRecord, ...]:
    rows = steps_into(agreement).values_list("old__key", "new__key")
    return tuple(StepRecord(old, new or "") for old, new in rows)


def _articles(agreement: Agreement) -> tuple[ArticleRecord, ...]:
    rows = Article.objects.filter(agreement=agreement).in_order().prefetch_related("texts")
    return tuple(
        ArticleRecord(one_line(one.number), _texts(ArticleRecord, one), one.is_summary) for one in rows
    )


def _commitments(agreement: Agreement, *, with_hidden: bool) -> tuple[CommitmentRecord, ...]:
    owners = Prefetch("owners", Owner.objects.select_related("partner").order_by("pk"))
    figures = Prefetch("figures", Figure.objects.order_by("pk").prefetch_related("texts"))
    rows = (
        Commitment.objects.filter(agreement=agreement)
        .in_order()
        .select_related("article", "theme", "budget")
        .annotate(carried_key=F("carries_on__key"))
        .prefetch_related("texts", owners, figures)
    )
    return tuple(_commitment(one, with_hidden=with_hidden) for one in rows)


def _commitment(row: Any, *, with_hidden: bool) -> CommitmentRecord:
    budget: Budget | None = getattr(row, "budget", None)
    return CommitmentRecord(
        key=row.key,
        texts=_texts(CommitmentRecord, row),
        article=one_line(row.article.number) if row.article else "",
        theme=row.theme.key if row.theme else "",
        carries_on=row.carried_key or "",
        source=one_line(row.source),
        promised_on=row.promised_on,
        read_on=row.read_on,
        due_on=row.due_on,
        unit=one_line(row.unit),
        baseline=_bare(row.baseline),
        baseline_on=row.baseline_on,
        target=_bare(row.target),
        falls=row.falls,
        fresh_for_months=row.fresh_for_months,
        owners=tuple(OwnerRecord(one.partner.key, _bare(one.share)) for one in row.owners.all()),
        budget=_budget(budget) if budget and (budget.is_public or with_hidden) else None,
        figures=tuple(_figure(one) for one in row.figures.all()),
    )


def _budget(row: Budget) -> BudgetRecord:
    return BudgetRecord(Decimal(number(row.amount)), row.starts_on, row.ends_on, row.currency, row.is_public)


def _bare(value: Decimal | None) -> Decimal | None:
    """Leave out the zeros that say nothing, so that every form shows the same number."""
    return None if value is None else Decimal(number(value))


def _figure(row: Figure) -> FigureRecord:
    return FigureRecord(
        value=Decimal(number(row.value)),
        unit=one_line(row.unit),
        measured_on=row.measured_on,
        source=one_line(row.source),
        texts=_texts(FigureRecord, row),
        withdrawn=row.withdrawn_at is not None,
    )


def _facts(agreement: Agreement) -> tuple[FactRecord, ...]:
    rows = Fact.objects.filter(agreement=agreement).order_by("pk").prefetch_related("texts")
    return tuple(
        FactRecord(
            one.topic, one_line(one.source), one.read_on, _texts(FactRecord, one), one.followed, one.on
        )
        for one in rows
    )

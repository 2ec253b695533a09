# SPDX-License-Identifier: EUPL-1.2
"""Write commitments with their owners, budgets and figures into the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from kennisstad.agreement.actions.rows import BATCH, put, say, set_values
from kennisstad.agreement.exchange.record import BudgetRecord, CommitmentRecord, FigureRecord
from kennisstad.agreement.models import (
    Agreement,
    Budget,
    Commitment,
    CommitmentText,
    Figure,
    FigureText,
    Owner,
)
from kennisstad.lib.cleaning import one_line
from kennisstad.partners.models import Partner

SAME = (
    "source", "promised_on", "read_on", "due_on", "unit", "baseline", "baseline_on", "target", "falls",
    "fresh_for_months",
)  # fmt: skip
"""What a commitment's row and record call the same."""


@dataclass(frozen=True)
class Places:
    """Under what commitments are told: articles and themes by their keys in the file, and the first place."""

    articles: Mapping[str, int]
    themes: Mapping[str, int]
    first: int = 1


def store_commitments(
    agreement: Agreement, told: Collection[CommitmentRecord], places: Places
) -> tuple[dict[str, Commitment], list[Commitment]]:
    """Make commitments what is told of them, with their owners and budgets, but without figures.

    Returns:
        Their rows by key, and the rows of the agreement that nothing is told of.
    """
    wanted = {
        one.key: {name: getattr(one, name) for name in SAME}
        | {
            "place": place,
            "article_id": places.articles[one.article] if one.article else None,
            "theme_id": places.themes[one.theme] if one.theme else None,
        }
        for place, one in enumerate(told, start=places.first)
    }
    rows, old = put(Commitment, "key", wanted, agreement)
    _carry_on(agreement, told, rows)
    said = {rows[one.key].pk: one.texts for one in told}
    say(CommitmentText, "commitment", said, commitment__agreement=agreement)
    _owners(agreement, told, rows)
    _budgets(agreement, told, rows)
    return rows, old


def _carry_on(
    agreement: Agreement, told: Collection[CommitmentRecord], rows: Mapping[str, Commitment]
) -> None:
    """Say which commitment each carries on; first let go of what changes, for each is carried on once."""
    before = dict(Commitment.objects.filter(agreement=agreement.follows_id).values_list("key", "pk"))
    wanted = {one.key: before[one.carries_on] if one.carries_on else None for one in told}
    changed = [rows[key] for key, value in wanted.items() if rows[key].carries_on_id != value]
    Commitment.objects.filter(pk__in=[row.pk for row in changed]).update(carries_on=None)
    for row in changed:
        row.carries_on_id = wanted[row.key]
    Commitment.objects.bulk_update(changed, ["carries_on"], batch_size=BATCH)


def _owners(agreement: Agreement, told: Collection[CommitmentRecord], rows: Mapping[str, Commitment]) -> None:
    partners = dict(Partner.objects.values_list("key", "pk"))
    wanted = {
        (rows[one.key].pk, partners[owner.partner]): owner.share for one in told for owner in one.owners
    }
    ours = {row.pk for row in rows.values()}
    stand = {
        (row.commitment_id, row.partner_id): row
        for row in Owner.objects.filter(commitment__agreement=agreement)
        if row.commitment_id in ours
    }
    Owner.objects.filter(pk__in=[row.pk for pair, row in stand.items() if pair not in wanted]).delete()
    changed = [row for pair, row in stand.items() if pair in wanted and row.share != wanted[pair]]
    for row in changed:
        row.share = wanted[row.commitment_id, row.partner_id]
    Owner.objects.bulk_update(changed, ["share"], batch_size=BATCH)
    new = {pair: share for pair, share in wanted.items() if pair not in stand}
    Owner.objects.bulk_create(
        (Owner(commitment_id=key, partner_id=partner, share=share) for (key, partner), share in new.items()),
        batch_size=BATCH,
    )


BUDGET = ("amount", "currency", "starts_on", "ends_on", "is_public")


def _budgets(
    agreement: Agreement, told: Collection[CommitmentRecord], rows: Mapping[str, Commitment]
) -> None:
    stand = {row.commitment_id: row for row in Budget.objects.filter(commitment__agreement=agreement)}
    wanted = {rows[one.key].pk: one.budget for one in told}
    Budget.objects.filter(
        pk__in=[stand[key].pk for key, said in wanted.items() if said is None and key in stand]
    ).delete()
    changed = [stand[key] for key, said in wanted.items() if said and key in stand and _put(stand[key], said)]
    Budget.objects.bulk_update(changed, BUDGET, batch_size=BATCH)
    Budget.objects.bulk_create(
        (
            Budget(commitment_id=key, **{name: getattr(said, name) for name in BUDGET})
            for key, said in wanted.items()
            if said and key not in stand
        ),
        batch_size=BATCH,
    )


def _put(row: Budget, said: BudgetRecord) -> bool:
    """Make a budget what is said; say whether that changed anything."""
    values = {name: getattr(said, name) for name in BUDGET}
    changed = any(getattr(row, name) != value for name, value in values.items())
    set_values(row, values)
    return changed


def add_figures(
    agreement: Agreement, told: Collection[CommitmentRecord], *, by_id: int | None, at: datetime
) -> None:
    """Add the figures that are not here yet; none that stands is ever touched."""
    stand = {
        (row.commitment_id, row.measured_on, one_line(row.source), row.value, row.withdrawn_at is not None)
        for row in Figure.objects.filter(commitment__agreement=agreement)
    }
    keys = dict(Commitment.objects.filter(agreement=agreement).values_list("key", "pk"))
    new = [
        (figure, _figure(keys[one.key], figure, by_id, at))
        for one in told
        for figure in one.figures
        if (keys[one.key], figure.measured_on, figure.source, figure.value, figure.withdrawn) not in stand
    ]
    Figure.objects.bulk_create([row for _said, row in new], batch_size=BATCH)
    said = {row.pk: figure.texts for figure, row in new}
    FigureText.objects.bulk_create(
        (
            FigureText(figure_id=key, language=language, **words)
            for key, texts in said.items()
            for language, words in texts.items()
        ),
        batch_size=BATCH,
    )


def _figure(commitment_id: int, said: FigureRecord, by_id: int | None, at: datetime) -> Figure:
    return Figure(
        commitment_id=commitment_id,
        value=said.value,
        unit=said.unit,
        measured_on=said.measured_on,
        source=said.source,
        entered_at=at,
        entered_by_id=by_id,
        withdrawn_at=at if said.withdrawn else None,
    )

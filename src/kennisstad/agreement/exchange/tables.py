# SPDX-License-Identifier: EUPL-1.2
"""Commitments and figures as tables, a row each: their columns, and a version written into them."""

from collections.abc import Iterator, Mapping

from kennisstad.agreement.exchange.plain import number
from kennisstad.agreement.exchange.record import LANGUAGES, CommitmentRecord, FigureRecord, VersionRecord
from kennisstad.lib.sheets import Cell, Row, csv_text, workbook

COMMITMENT_COLUMNS = (
    "key", "sentence_nl", "sentence_en", "article", "theme", "owners", "due_on", "source", "promised_on",
    "read_on", "carries_on", "indicator_nl", "indicator_en", "definition_nl", "definition_en", "unit",
    "baseline", "baseline_on", "target", "falls", "fresh_for_months", "budget", "currency",
    "budget_starts_on", "budget_ends_on", "budget_public",
)  # fmt: skip
FIGURE_COLUMNS = (
    "commitment", "value", "unit", "measured_on", "source", "definition_nl", "definition_en", "withdrawn",
    "why_withdrawn_nl", "why_withdrawn_en",
)  # fmt: skip
SHEETS: Mapping[str, tuple[str, ...]] = {"commitments": COMMITMENT_COLUMNS, "figures": FIGURE_COLUMNS}
YES, NO = "yes", "no"
BETWEEN_OWNERS = "; "


def rows(version: VersionRecord, table: str) -> list[Row]:
    """Give one table of a version, its columns first."""
    found = _commitments(version) if table == "commitments" else _figures(version)
    columns = SHEETS[table]
    return [columns, *([said.get(name) for name in columns] for said in found)]


def to_csv(version: VersionRecord, table: str) -> str:
    return csv_text(rows(version, table))


def to_xlsx(version: VersionRecord) -> bytes:
    """Write both tables as a workbook; the same version gives the same bytes."""
    return workbook({table: rows(version, table) for table in SHEETS})


def _commitments(version: VersionRecord) -> Iterator[dict[str, Cell]]:
    for one in version.commitments:
        said: dict[str, Cell] = {
            name: getattr(one, name)
            for name in (
                "key", "article", "theme", "due_on", "source", "promised_on", "read_on", "carries_on", "unit",
                "baseline", "baseline_on", "target", "fresh_for_months",
            )
        }  # fmt: skip
        said |= {"falls": YES if one.falls else NO, "owners": _owners(one), **_budget(one)}
        yield said | _words(one, "sentence", "indicator", "definition")


def _owners(one: CommitmentRecord) -> str:
    told = (
        f"{owner.partner} {number(owner.share)}" if owner.share is not None else owner.partner
        for owner in one.owners
    )
    return BETWEEN_OWNERS.join(told)


def _budget(one: CommitmentRecord) -> dict[str, Cell]:
    if one.budget is None:
        return {}
    return {
        "budget": one.budget.amount,
        "currency": one.budget.currency,
        "budget_starts_on": one.budget.starts_on,
        "budget_ends_on": one.budget.ends_on,
        "budget_public": YES if one.budget.is_public else NO,
    }


def _figures(version: VersionRecord) -> Iterator[dict[str, Cell]]:
    for one in version.commitments:
        for figure in one.figures:
            said: dict[str, Cell] = {
                name: getattr(figure, name) for name in ("value", "unit", "measured_on", "source")
            }
            said |= {"commitment": one.key, "withdrawn": YES if figure.withdrawn else NO}
            yield said | _words(figure, "definition", "why_withdrawn")


def _words(one: CommitmentRecord | FigureRecord, *names: str) -> dict[str, Cell]:
    return {
        f"{name}_{language}": one.texts.get(language, {}).get(name, "")
        for name in names
        for language in LANGUAGES
    }

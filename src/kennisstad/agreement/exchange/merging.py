# SPDX-License-Identifier: EUPL-1.2
"""Put rows of a table into a version: what each row makes new, changes, leaves as it is, or cannot do."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from kennisstad.agreement.exchange.checking import of_commitment, of_figure
from kennisstad.agreement.exchange.plain import day, decimal, tidy
from kennisstad.agreement.exchange.record import (
    LANGUAGES,
    BudgetRecord,
    CommitmentRecord,
    FigureRecord,
    OwnerRecord,
    Texts,
    VersionRecord,
)
from kennisstad.agreement.exchange.table_file import TableRow
from kennisstad.agreement.exchange.tables import NO, YES
from kennisstad.lib.cleaning import one_line
from kennisstad.lib.files import Problem, UnusableFile, shown

_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_DUTCH = {"ja": YES, "nee": NO}


@dataclass(frozen=True)
class Verdict:
    """What one row does: it is `new`, `changed`, `same` or `refused`, and then why."""

    where: str
    name: str
    does: str
    why: str = ""


@dataclass
class Merged:
    version: VersionRecord
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return [Problem(one.where, one.why) for one in self.verdicts if one.does == "refused"]


class _Unfit(ValueError):
    """One row cannot be used."""


def merged(version: VersionRecord, rows: Iterable[TableRow], partners: Collection[str]) -> Merged:
    """Put rows into a version, in their order; a row that cannot be used leaves it as it was.

    Args:
        partners: the keys of the organisations that there are.
    """
    putting = _Putting(version, partners)
    verdicts = [putting.take(row) for row in rows]
    return Merged(replace(version, commitments=tuple(putting.commitments.values())), verdicts)


class _Putting:
    def __init__(self, version: VersionRecord, partners: Collection[str]) -> None:
        self.commitments = {one.key: one for one in version.commitments}
        self._version = version
        self._partners = partners
        self._seen: set[str] = set()

    def take(self, row: TableRow) -> Verdict:
        put = self._commitment if row.table == "commitments" else self._figure
        name = row.cells.get("key") or row.cells.get("commitment", "")
        try:
            return Verdict(row.where, name, put(row.cells))
        except (_Unfit, UnusableFile) as error:
            return Verdict(row.where, shown(name), "refused", str(error))

    def _commitment(self, cells: Mapping[str, str]) -> str:
        key = cells["key"]
        if key in self._seen:
            raise _Unfit(f"the commitment {shown(key)!r} stands in the file twice.")
        self._seen.add(key)
        stands = self.commitments.get(key)
        told = _told_commitment(stands or CommitmentRecord(key, {}), cells)
        self._look_at(stands, told)
        self.commitments[key] = told
        return "new" if stands is None else "same" if stands == told else "changed"

    def _look_at(self, stands: CommitmentRecord | None, told: CommitmentRecord) -> None:
        if wrong := next(of_commitment(told), ""):
            raise _Unfit(wrong)
        if told.article and told.article not in {one.number for one in self._version.articles}:
            raise _Unfit(f"there is no article {shown(told.article)!r} in this agreement.")
        if told.theme and told.theme not in {one.key for one in self._version.themes}:
            raise _Unfit(f"there is no theme {shown(told.theme)!r} in this agreement.")
        for owner in told.owners:
            if owner.partner not in self._partners:
                raise _Unfit(f"there is no organisation {shown(owner.partner)!r} here; add it first.")
        if self._version.status != "draft" and stands != told and (stands or told.article):
            raise _Unfit(f"the text of a version that is {self._version.status} never changes.")

    def _figure(self, cells: Mapping[str, str]) -> str:
        one = self.commitments.get(cells.get("commitment", ""))
        if one is None:
            raise _Unfit(f"there is no commitment {shown(cells.get('commitment', ''))!r} in this agreement.")
        told = _told_figure(one, cells)
        if wrong := next(of_figure(told), ""):
            raise _Unfit(wrong)
        if told in one.figures:
            return "same"
        if one.unit and told.unit != one.unit and not told.withdrawn:
            raise _Unfit(f"the commitment is counted in {shown(one.unit)!r}; give the figure in that unit.")
        for stands in one.figures:
            _look_at_passport(stands, told)
        self.commitments[one.key] = replace(one, figures=(*one.figures, told))
        return "new"


def _look_at_passport(stands: FigureRecord, told: FigureRecord) -> None:
    """Let a figure never be changed, and one that was found wrong never come back."""
    if (stands.measured_on, stands.source) != (told.measured_on, told.source):
        return
    if not stands.withdrawn and not told.withdrawn:
        raise _Unfit("this source has another figure of that day; withdraw that one first.")
    if stands.value == told.value:
        raise _Unfit("this figure stands here otherwise: only the desk can withdraw one, for good.")


def _told_commitment(stands: CommitmentRecord, cells: Mapping[str, str]) -> CommitmentRecord:
    """Give the commitment with what the row says; where the table has no column it stays as it was."""
    said: dict[str, Any] = {
        name: one_line(cells[name])
        for name in ("article", "theme", "carries_on", "source", "unit")
        if name in cells
    }
    said |= {
        name: _day(cells, name)
        for name in ("promised_on", "read_on", "due_on", "baseline_on")
        if name in cells
    }
    said |= {name: _number(cells, name) for name in ("baseline", "target") if name in cells}
    if "falls" in cells:
        said["falls"] = _truth(cells, "falls", usual=False)
    if cells.get("fresh_for_months"):
        said["fresh_for_months"] = _whole(cells, "fresh_for_months")
    if "owners" in cells:
        said["owners"] = tuple(map(_owner, filter(None, map(str.strip, cells["owners"].split(";")))))
    if "budget" in cells:
        said["budget"] = _budget(cells) or _hidden(stands)
    texts = _texts(CommitmentRecord, stands.texts, cells, ("sentence", "indicator", "definition"))
    return replace(stands, texts=texts, **said)


def _owner(said: str) -> OwnerRecord:
    partner, _blank, share = said.partition(" ")
    return OwnerRecord(partner, decimal(share.strip(), "the share") if share else None)


def _budget(cells: Mapping[str, str]) -> BudgetRecord | None:
    if not cells["budget"]:
        return None
    starts_on, ends_on = _day(cells, "budget_starts_on"), _day(cells, "budget_ends_on")
    if starts_on is None or ends_on is None:
        raise _Unfit("a budget needs budget_starts_on and budget_ends_on.")
    return BudgetRecord(
        decimal(cells["budget"], "the budget"),
        starts_on,
        ends_on,
        cells.get("currency") or "EUR",
        _truth(cells, "budget_public", usual=True),
    )


def _hidden(stands: CommitmentRecord) -> BudgetRecord | None:
    """Give a budget that is not public: a table without it does not take it away."""
    return stands.budget if stands.budget and not stands.budget.is_public else None


def _told_figure(one: CommitmentRecord, cells: Mapping[str, str]) -> FigureRecord:
    measured_on, value = _day(cells, "measured_on"), _number(cells, "value")
    if measured_on is None:
        raise _Unfit("the figure has no date: fill in measured_on.")
    if value is None:
        raise _Unfit("the figure has no value.")
    return FigureRecord(
        value=value,
        unit=one_line(cells.get("unit")) or one.unit,
        measured_on=measured_on,
        source=one_line(cells.get("source")),
        texts=_texts(FigureRecord, _definition_of(one), cells, ("definition", "why_withdrawn")),
        withdrawn=_truth(cells, "withdrawn", usual=False),
    )


def _definition_of(one: CommitmentRecord) -> Texts:
    """Say of a figure how it was counted as the commitment says it, where the table does not."""
    return {
        language: {"definition": words.get("definition", "")}
        for language, words in one.texts.items()
        if words.get("definition")
    }


def _texts(record: type, stands: Texts, cells: Mapping[str, str], names: tuple[str, ...]) -> Texts:
    texts: dict[str, dict[str, str]] = {language: dict(stands.get(language, {})) for language in LANGUAGES}
    for name in names:
        for language in LANGUAGES:
            if f"{name}_{language}" in cells:
                texts[language][name] = cells[f"{name}_{language}"]
    return tidy(record, texts, "the words")


def _day(cells: Mapping[str, str], name: str) -> date | None:
    """Read a day, also as a Dutch spreadsheet writes it: 15-4-2027."""
    said = cells.get(name, "")
    if found := _DUTCH_DAY.fullmatch(said):
        said = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    return day(said, f"the column {name}") if said else None


def _number(cells: Mapping[str, str], name: str) -> Decimal | None:
    return decimal(cells[name], f"the column {name}") if cells.get(name) else None


def _truth(cells: Mapping[str, str], name: str, *, usual: bool) -> bool:
    said = cells.get(name, "").lower()
    if said not in ("", YES, NO, *_DUTCH):
        raise _Unfit(f"the column {name} says {shown(said)!r}; write yes or no.")
    return _DUTCH.get(said, said) == YES if said else usual


def _whole(cells: Mapping[str, str], name: str) -> int:
    said = cells[name]
    if not (said.isascii() and said.isdecimal() and len(said) < 6):
        raise _Unfit(f"the column {name} says {shown(said)!r}; write a whole number.")
    return int(said)

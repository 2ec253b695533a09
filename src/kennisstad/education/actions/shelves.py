# SPDX-License-Identifier: EUPL-1.2
"""The rows of one institution, list by list: what is on file, and how a sorted page is put there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import models

from kennisstad.audit.actions import record as journal
from kennisstad.education.actions import filling
from kennisstad.education.models import AcademicSession, Course, Department, ImportRun, Offering
from kennisstad.education.oeapi.ledger import Ledger, OnFile, Verdict
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.sorting import Sorted
from kennisstad.partners.models import Partner

AT_ONCE = 250
"""Rows in one statement: SQLite takes a limited number of values."""

_MODELS: Mapping[Kind, type[models.Model]] = {
    Kind.ORGANISATIONS: Department,
    Kind.SESSIONS: AcademicSession,
    Kind.COURSES: Course,
    Kind.OFFERINGS: Offering,
}
T = TypeVar("T")
_WITHDRAWN = (Kind.COURSES, Kind.OFFERINGS)


@dataclass
class Shelves:
    """Keeps the primary key of every row by its id at the institution."""

    partner: Partner
    keys: dict[Kind, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in Kind})

    def rows(self, kind: Kind) -> models.QuerySet[Any]:
        """Give the imported rows of one kind."""
        owner = "course__partner" if kind is Kind.OFFERINGS else "partner"
        found = _MODELS[kind]._default_manager.filter(**{owner: self.partner})
        return found.exclude(external_id="")

    def ledgers(self, run: ImportRun | None) -> dict[Kind, Ledger]:
        """Read what is on file, and what a run that goes on saw before."""
        return {kind: self._ledger(kind, run) for kind in Kind}

    def _ledger(self, kind: Kind, run: ImportRun | None) -> Ledger:
        ledger = Ledger(spared=set(run.spared.get(kind, ())) if run else set())
        names = ["external_id", "pk", "digest", "seen_in_id"]
        names += ["withdrawn_at"] if kind in _WITHDRAWN else []
        for id_, key, digest, seen_in, *withdrawn in self.rows(kind).values_list(*names):
            self.keys[kind][id_] = key
            ledger.on_file[id_] = OnFile(digest, withdrawn=any(withdrawn))
            if run and seen_in == run.pk:
                ledger.seen[id_] = digest
        return ledger

    def spans(self) -> dict[str, tuple[date, date]]:
        """Give the first and last day of each session on file."""
        found = self.rows(Kind.SESSIONS).values_list("external_id", "starts_on", "ends_on")
        return {id_: (starts_on, ends_on) for id_, starts_on, ends_on in found}

    def applied(self) -> bool:
        """Say whether this institution, by its name or its own word, is one of applied sciences."""
        return (
            "hogesch" in self.partner.name.lower()
            or self.rows(Kind.ORGANISATIONS).filter(applied_sciences=True).exists()
        )

    def save(self, entries: Sequence[Sorted], run: ImportRun, *, at: datetime) -> None:
        """Put a sorted page on file, and in the journal what it changed about which course."""
        for kind in Kind:
            for some in _some(entry for entry in entries if entry.kind is kind):
                self._save(kind, some, run, at)

    def _save(self, kind: Kind, entries: Sequence[Sorted], run: ImportRun, at: datetime) -> None:
        altered = [entry for entry in entries if entry.verdict is not Verdict.UNCHANGED]
        kept = self._kept(kind, [entry.record.id for entry in altered])
        touched = {row.course_id for row in kept.values()} if kind is Kind.OFFERINGS else set()
        saved = [self._filled(kind, entry, kept, run, at) for entry in altered]
        self._write(kind, saved)
        filling.replace_texts(kind, [(row, entry.record) for row, entry in zip(saved, altered, strict=True)])
        same = [self.keys[kind][entry.record.id] for entry in entries if entry.verdict is Verdict.UNCHANGED]
        _MODELS[kind]._default_manager.filter(pk__in=same).update(seen_in=run)
        self._tell(kind, saved, altered, touched, at)

    def _kept(self, kind: Kind, ids: list[str]) -> dict[str, Any]:
        keys = [key for id_ in ids if (key := self.keys[kind].get(id_))]
        # Somebody may set a window at this moment: hold the rows, so that theirs is not written over.
        found: Any = _MODELS[kind]._default_manager.select_for_update().filter(pk__in=keys)
        return {row.external_id: row for row in found}

    def _filled(
        self, kind: Kind, entry: Sorted, kept: Mapping[str, Any], run: ImportRun, at: datetime
    ) -> Any:
        record = entry.record
        row: Any = kept.get(record.id) or _MODELS[kind](external_id=record.id)
        filling.FILL[kind](row, record, self.partner, self.keys)
        row.digest, row.seen_in = record.digest, run
        if kind in _WITHDRAWN:
            row.withdrawn_at = None if entry.stands else row.withdrawn_at or at
        return row

    def _write(self, kind: Kind, rows: Sequence[Any]) -> None:
        manager = _MODELS[kind]._default_manager
        fields = [
            *filling.FIELDS[kind],
            "digest",
            "seen_in",
            *(["withdrawn_at"] if kind in _WITHDRAWN else []),
        ]
        new, known = [row for row in rows if not row.pk], [row for row in rows if row.pk]
        manager.bulk_create(new)
        # An insert that meets its own row updates these fields alone, far faster than bulk_update does.
        manager.bulk_create(known, update_conflicts=True, unique_fields=["id"], update_fields=fields)
        self.keys[kind] |= {row.external_id: row.pk for row in rows}

    def _tell(
        self, kind: Kind, rows: Sequence[Any], entries: Sequence[Sorted], touched: set[int], at: datetime
    ) -> None:
        if kind is Kind.COURSES:
            for row, entry in zip(rows, entries, strict=True):
                journal(_event(entry), subject=row, by_id=None, at=at)
        if kind is Kind.OFFERINGS:
            for key in sorted(touched | {row.course_id for row in rows}):
                journal("course.changed", subject=Course(pk=key), by_id=None, at=at)

    def withdrawable(self, kind: Kind, ids: Iterable[str], *, today: date) -> list[Any]:
        """Give the rows behind these ids that can be withdrawn: an offering that began is history."""
        found = self.rows(kind).filter(withdrawn_at=None).order_by("external_id")
        found = found.filter(starts_on__gt=today) if kind is Kind.OFFERINGS else found
        return [row for some in _some(ids) for row in found.filter(external_id__in=some)]

    def withdraw(self, kind: Kind, rows: Sequence[Any], *, at: datetime) -> None:
        """Mark courses or offerings that are no longer named; they are never removed."""
        for some in _some(rows):
            keys = [row.pk for row in some]
            self.rows(kind).filter(pk__in=keys).update(withdrawn_at=at)
            courses = {row.pk if kind is Kind.COURSES else row.course_id for row in some}
            event = "course.withdrawn" if kind is Kind.COURSES else "course.changed"
            for key in sorted(courses):
                journal(event, subject=Course(pk=key), by_id=None, at=at)


def _event(entry: Sorted) -> str:
    if entry.verdict is Verdict.NEW:
        return "course.imported"
    return "course.changed" if entry.stands else "course.withdrawn"


def _some(things: Iterable[T]) -> Iterator[list[T]]:
    """Give things a few at a time."""
    left = iter(things)
    while some := list(islice(left, AT_ONCE)):
        yield some

# SPDX-License-Identifier: EUPL-1.2
"""Sort the items of a page: read them, fit them to what is known, and judge what is to be saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kennisstad.education.oeapi.ledger import Ledger, Verdict
from kennisstad.education.oeapi.reading import Reader
from kennisstad.education.oeapi.records import Course, Kind, Offering, Organisation, Record, Session, Unfit
from kennisstad.education.oeapi.report import Report


@dataclass(frozen=True, slots=True)
class Sorted:
    """A record that came by for the first time in this run; `stands` is false when it is withdrawn there."""

    kind: Kind
    record: Record
    verdict: Verdict
    stands: bool


@dataclass
class Sorter:
    """Sorts page after page, in the order of `Kind`.

    Args:
        ledgers: per kind what is on file and came by.
        spans: the first and last day of each known session, for offerings without days of their own.
        today: the day on which courses that ceased count as withdrawn.
    """

    reader: Reader
    today: date
    ledgers: Mapping[Kind, Ledger]
    spans: dict[str, tuple[date, date]]
    report: Report = field(default_factory=Report)

    def sort(self, kind: Kind, items: Sequence[object], *, course_id: str = "") -> list[Sorted]:
        """Give what came by for the first time, records that stood inside others before those others."""
        found = [self._inside(*inner) for item in items for inner in self.reader.inside(kind, item)]
        found += [self._sorted(kind, self.reader.read(kind, item, course_id=course_id)) for item in items]
        return [entry for entry in found if entry]

    def vanished(self) -> Iterator[tuple[Kind, list[str]]]:
        """Give the courses and offerings that a whole source no longer names."""
        if not (self.ledgers[Kind.COURSES].seen or self.ledgers[Kind.COURSES].spared):
            self.report.gaps.setdefault(Kind.COURSES, "The source names no course at all: none is withdrawn.")
        for kind in (Kind.COURSES, Kind.OFFERINGS):
            if Kind.COURSES not in self.report.gaps and kind not in self.report.gaps:
                yield kind, self.ledgers[kind].vanished()

    def _inside(self, kind: Kind, item: object) -> Sorted | None:
        read = self.reader.read(kind, item)
        # Its own list says more about it than a copy inside another record does.
        if isinstance(read, Unfit) or read.id in self.ledgers[kind].seen:
            return None
        return self._sorted(kind, read)

    def _sorted(self, kind: Kind, read: Record | Unfit) -> Sorted | None:
        fitted = read if isinstance(read, Unfit) else self._fitted(read)
        if isinstance(fitted, Unfit):
            self._refuse(kind, fitted)
            return None
        stands = self._stands(fitted)
        verdict = self.ledgers[kind].judge(fitted.id, fitted.digest, stands=stands)
        if verdict is None:
            return None
        if verdict is Verdict.UNFIT:
            reason = "this id came by before with other content, which is kept"
            self.report.note(kind, verdict, fitted.id, reason)
            return None
        self._write_down(kind, fitted, verdict)
        return Sorted(kind, fitted, verdict, stands)

    def _refuse(self, kind: Kind, unfit: Unfit) -> None:
        if self.ledgers[kind].knows(unfit.id):
            self.ledgers[kind].spared.add(unfit.id)
        self.report.note(kind, Verdict.UNFIT, unfit.id, unfit.reason)

    def _write_down(self, kind: Kind, record: Record, verdict: Verdict) -> None:
        self.report.note(kind, verdict, record.id, record.name)
        if isinstance(record, Organisation) and record.applied:
            self.reader = replace(self.reader, applied=True)
        if isinstance(record, Session):
            self.spans[record.id] = (record.starts_on, record.ends_on)
        for remark in record.remarks if verdict is not Verdict.UNCHANGED else ():
            self.report.remark(kind, record.id, remark)

    def _fitted(self, record: Record) -> Record | Unfit:
        if isinstance(record, Course):
            known = self.ledgers[Kind.ORGANISATIONS].knows(record.organisation_id)
            return record if known else replace(record, organisation_id="")
        return self._fitted_offering(record) if isinstance(record, Offering) else record

    def _fitted_offering(self, record: Offering) -> Offering | Unfit:
        if not self.ledgers[Kind.COURSES].knows(record.course_id):
            return Unfit(record.id, f"its course {record.course_id} is not known")
        span = self.spans.get(record.session_id)
        starts_on = record.starts_on or (span and span[0])
        ends_on = record.ends_on or (span and span[1])
        if not (starts_on and ends_on):
            return Unfit(record.id, "it has no first and last day, nor a known session that has")
        if ends_on < starts_on:
            return Unfit(record.id, f"it ends on {ends_on}, before it starts on {starts_on}")
        session_id = record.session_id if span else ""
        return replace(record, starts_on=starts_on, ends_on=ends_on, session_id=session_id)

    def _stands(self, record: Record) -> bool:
        if isinstance(record, Course):
            return record.ceases_on is None or record.ceases_on > self.today
        return not (isinstance(record, Offering) and record.cancelled)

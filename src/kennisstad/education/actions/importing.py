# SPDX-License-Identifier: EUPL-1.2
"""Import an institution's courses, page by page, so that a walk that breaks off can go on later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.education.actions.shelves import Shelves
from kennisstad.education.models import ImportRun
from kennisstad.education.models.run import Status
from kennisstad.education.oeapi.ledger import Verdict
from kennisstad.education.oeapi.pages import Page, Source
from kennisstad.education.oeapi.reading import Reader
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.report import SINGULAR, Report
from kennisstad.education.oeapi.sorting import Sorter
from kennisstad.lib.sources import BrokenOff, Unreadable
from kennisstad.partners.models import Partner


class Stopped(Exception):
    """The import stopped halfway; the message says where, why, and that the same command goes on."""


class TakenOver(Exception):
    """Another import for the same institution began; this one stops, and nothing is lost."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One list to walk, for offerings of a live source one course's, from a page on."""

    kind: Kind
    course_id: str = ""
    first: int = 1

    def __str__(self) -> str:
        under = f" of course {self.course_id}" if self.course_id else ""
        return f"page {self.first} of the {SINGULAR[self.kind]}s{under}"


def import_courses(
    partner: Partner, source: Source, *, at: datetime, zone: tzinfo, dry_run: bool = False
) -> Report:
    """Bring what we know of an institution's courses in line with what its source says.

    Each page is saved in one transaction together with the place where it stood. A source that was read to
    its end withdraws the courses it no longer names. Who coordinates a course, whether it takes questions,
    and a window that somebody set here are never touched. A dry run saves nothing.

    Raises:
        Stopped: the source stopped answering; the same import goes on from that page for a day.
        TakenOver: another import for this partner began meanwhile.
    """
    run = None if dry_run else _begin(partner, source, at=at)
    walk = _Walk(partner, source, run, at, zone)
    try:
        for stop in walk.stops():
            walk.along(stop)
    except (BrokenOff, Unreadable) as error:
        raise Stopped(walk.break_off(error)) from error
    walk.finish()
    return walk.report


@transaction.atomic
def _begin(partner: Partner, source: Source, *, at: datetime) -> ImportRun:
    """Go on with this partner's unfinished run when it reads the same; else give that up and begin."""
    # Two imports for one partner may begin at once: the second waits here, and takes over.
    Partner.objects.select_for_update().get(pk=partner.pk)
    found = ImportRun.objects.unfinished().filter(partner=partner).first()
    if found and found.can_go_on(at) and found.reads == (source.name, source.fingerprint, source.version):
        _step(found, status=Status.RUNNING)
        return found
    if found:
        _step(found, status=Status.GIVEN_UP)
    return ImportRun.objects.create(
        partner=partner,
        source=source.name,
        fingerprint=source.fingerprint,
        version=source.version,
        started_at=at,
    )


def _step(run: ImportRun, **fields: object) -> None:
    """Write down how far a run is.

    Raises:
        TakenOver: somebody else did so since we last looked.
    """
    mine = ImportRun.objects.unfinished().filter(pk=run.pk, turn=run.turn)
    if not mine.update(turn=run.turn + 1, **fields):
        raise TakenOver(f"Another import for {run.partner.key} began; this one stops, and nothing is lost.")
    run.turn += 1
    for name, value in fields.items():
        setattr(run, name, value)


class _Walk:
    """One import on its way."""

    def __init__(
        self, partner: Partner, source: Source, run: ImportRun | None, at: datetime, zone: tzinfo
    ) -> None:
        self.source, self.run, self.at = source, run, at
        self.today: date = at.astimezone(zone).date()
        self.shelves = Shelves(partner)
        reader = Reader(source.version, zone, applied=self.shelves.applied())
        self.sorter = Sorter(reader, self.today, self.shelves.ledgers(run), self.shelves.spans())
        self.report = self.sorter.report
        self.place = Stop(Kind.ORGANISATIONS)
        if run and run.list_kind:
            self._go_on(run)

    def _go_on(self, run: ImportRun) -> None:
        self.place = Stop(Kind(run.list_kind), run.course_id, run.page + 1)
        self.report.restore(run.counts)
        self.report.gaps |= {Kind(kind): gap for kind, gap in run.gaps.items()}
        self.report.went_on_from = str(self.place)

    def stops(self) -> Iterator[Stop]:
        """Give the lists that are left to walk; the courses whose offerings follow are known by then."""
        done, order = self.place, list(Kind)
        for kind in order[order.index(done.kind) :]:
            for course_id in self._courses(kind):
                if kind is done.kind and course_id < done.course_id:
                    continue
                if (kind, course_id) != (done.kind, done.course_id):
                    yield Stop(kind, course_id)
                elif not (self.run and self.run.list_done):
                    yield done

    def _courses(self, kind: Kind) -> list[str]:
        by_course = kind is Kind.OFFERINGS and self.source.by_course
        return sorted(self.sorter.ledgers[Kind.COURSES].seen) if by_course else [""]

    def along(self, stop: Stop) -> None:
        """Walk one list, and save each page of it."""
        self.place = stop
        for page in self.source.pages(stop.kind, first=stop.first, course_id=stop.course_id):
            self._take(stop, page)
            self.place = Stop(stop.kind, stop.course_id, page.number + 1)

    def _take(self, stop: Stop, page: Page) -> None:
        if page.gap:
            self.report.gaps[stop.kind] = page.gap
        entries = self.sorter.sort(stop.kind, page.items, course_id=stop.course_id)
        if self.run is None:
            return
        with transaction.atomic():
            _step(self.run, **self._so_far(stop, page))
            self.shelves.save(entries, self.run, at=self.at)

    def _so_far(self, stop: Stop, page: Page) -> dict[str, object]:
        spared = {str(kind): sorted(ledger.spared) for kind, ledger in self.sorter.ledgers.items()}
        return {
            "list_kind": stop.kind,
            "course_id": stop.course_id,
            "page": page.number,
            "list_done": page.last,
            "counts": self.report.stored(),
            "gaps": {str(kind): gap for kind, gap in self.report.gaps.items()},
            "spared": {kind: ids for kind, ids in spared.items() if ids},
        }

    @transaction.atomic
    def finish(self) -> None:
        """Withdraw what a whole source no longer names, and close the run."""
        if self.run:
            _step(self.run, status=Status.FINISHED)
        for kind, ids in self.sorter.vanished():
            rows = self.shelves.withdrawable(kind, ids, today=self.today)
            for row in rows:
                self.report.note(kind, Verdict.WITHDRAWN, row.external_id, "no longer named by its source")
            if self.run:
                self.shelves.withdraw(kind, rows, at=self.at)
        if self.run:
            _step_counts(self.run, self.report)
            record("import.finished", subject=self.run, by_id=None, at=self.at, changes=self.report.changes)

    @transaction.atomic
    def break_off(self, error: Exception) -> str:
        """Keep the place where the source stopped answering; give the sentence that says so."""
        where = f"The import broke off at {self.place}: {error}"
        if self.run is None:
            return f"{where} Nothing was to be changed, and nothing was."
        _step(self.run, status=Status.BROKEN_OFF)
        record("import.broken-off", subject=self.run, by_id=None, at=self.at, changes=self.report.changes)
        return f"{where} What came before is kept; the same command goes on from there."


def _step_counts(run: ImportRun, report: Report) -> None:
    run.counts = report.stored()
    run.save(update_fields=["counts"])

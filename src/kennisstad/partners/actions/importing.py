# SPDX-License-Identifier: EUPL-1.2
"""Import researchers and works, batch by batch: each is kept whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Flag, auto

from django.db import transaction

from kennisstad.audit.actions import record, record_each
from kennisstad.partners.actions.people import People, authors_of
from kennisstad.partners.actions.works import Works
from kennisstad.partners.models import Partner, Researcher
from kennisstad.partners.research import ids
from kennisstad.partners.research.batches import Batch
from kennisstad.partners.research.records import FoundAuthor, FoundWork, Unfit
from kennisstad.partners.research.report import Outcome, Report


class Part(Flag):
    """What of a source is taken over.

    A work may stand before another one that first names a person as ours. A source that can be read twice
    is therefore read for its people first, so that a second import finds nothing to add.
    """

    PEOPLE = auto()
    WORKS = auto()


class UnknownInstitution(Exception):
    """No partner has this ROR id, or none has one at all; the message says which."""


def import_research(
    batches: Iterable[Batch],
    *,
    report: Report,
    at: datetime,
    ror: str = "",
    part: Part = Part.PEOPLE | Part.WORKS,
    by_id: int | None = None,
) -> None:
    """Bring researchers and works in line with what a source says of our partners' people.

    Only people whom the source places at a partner are taken over, and only works that name one of them.
    What people corrected, hid, or asked to leave out is never touched. Doing it twice changes nothing the
    second time. A batch is one transaction: an import that stops leaves what came before it.

    Args:
        report: filled as batches come by, so that it holds when the source breaks off.
        ror: take over people and works of this institution only.
        part: take over the people only, also those whom works name, or the works only.
        by_id: who does it; nothing for a command.
    Raises:
        UnknownInstitution: there is no partner to take over anything for.
        Unreadable, BrokenOff: the source failed; batches before that are kept.
    """
    partners = _partners()
    taking = _Taking(partners, _wanted(ror, partners), report, at, by_id, part)
    for batch in batches:
        taking.take(batch)


def _partners() -> dict[str, Partner]:
    found = {ids.ror(partner.ror): partner for partner in Partner.objects.exclude(ror="").order_by("-pk")}
    found.pop("", None)
    if not found:
        raise UnknownInstitution("No partner has a ROR id yet: add one with `kennisstad import partners`.")
    return found


def _wanted(typed: str, partners: dict[str, Partner]) -> int | None:
    """Give the key of the partner that was asked for; nothing for all of them."""
    if not typed:
        return None
    if not (ror := ids.ror(typed)):
        raise UnknownInstitution(f"{typed[:60]!r} is no ROR id; one looks like https://ror.org/0abcdef12.")
    if ror not in partners:
        raise UnknownInstitution(f"No partner has {ror}: add it with `kennisstad import partners`.")
    return partners[ror].pk


@dataclass
class _Taking:
    """One import on its way."""

    partners: dict[str, Partner]
    wanted: int | None
    report: Report
    at: datetime
    by_id: int | None
    part: Part

    @transaction.atomic
    def take(self, batch: Batch) -> None:
        """Take over one batch: the people first, for its works may name them."""
        # Two imports, or an import and somebody who leaves, wait here for each other.
        list(Partner.objects.select_for_update().order_by("pk").values_list("pk"))
        counted = Report()
        found = [entry.found for entry in batch]
        people = People(authors_of(found), self.partners, self.at)
        people.settle(self.by_id)
        works = Works([one for one in found if isinstance(one, FoundWork)])
        for entry in sorted(batch, key=lambda entry: isinstance(entry.found, FoundWork)):
            self._take_one(entry.where, entry.found, people, works, counted)
        counted.authors[Outcome.NEW] = people.begun
        Researcher.objects.filter(pk__in=people.seen).update(seen_at=self.at)
        record_each("work.changed", model="work", keys=works.touched, by_id=self.by_id, at=self.at)
        self._add_up(counted)

    def _take_one(self, where: str, found: object, people: People, works: Works, counted: Report) -> None:
        match found:
            case Unfit() if Part.PEOPLE in self.part:
                counted.refuse(where, found.reason)
            case FoundAuthor() if Part.PEOPLE in self.part:
                counted.authors[self._author(found, people)] += 1
            case FoundWork() if Part.WORKS not in self.part:
                self._authors_of_work(found, people)
            case FoundWork():
                for remark in found.remarks:
                    counted.say(f"{where}: {remark}")
                counted.works[self._work(found, people, works)] += 1

    def _author(self, found: FoundAuthor, people: People) -> Outcome:
        if people.keeps_out(found):
            return Outcome.OUT
        row, partner = people.known(found), people.partner_of(found)
        if row is None:
            if partner is None or not self._is_wanted(partner.pk):
                return Outcome.OTHERS
            self._tell("researcher.added", people.begin(found, partner))
            return Outcome.NEW
        if not self._is_wanted(row.partner_id) and not (partner and self._is_wanted(partner.pk)):
            return Outcome.OTHERS
        outcome = people.update(row, found)
        if outcome is not Outcome.SAME:
            self._tell("researcher.left" if outcome is Outcome.LEFT else "researcher.changed", row)
        return outcome

    def _work(self, found: FoundWork, people: People, works: Works) -> Outcome:
        rows = self._authors_of_work(found, people)
        if any(self._is_wanted(row.partner_id) for row in rows):
            return works.take(found, rows)
        works.release(found, rows)
        return Outcome.OUT if any(map(people.keeps_out, found.authors)) else Outcome.OTHERS

    def _authors_of_work(self, found: FoundWork, people: People) -> dict[Researcher, FoundAuthor]:
        others = [author for author in found.authors if not people.keeps_out(author)]
        rows = ((self._author_of_work(author, found, people), author) for author in others)
        return {row: author for row, author in rows if row is not None}

    def _author_of_work(self, author: FoundAuthor, work: FoundWork, people: People) -> Researcher | None:
        row, partner = people.known(author), people.partner_of(author)
        if row is not None:
            people.note_work(row, author, work.year)
            return row
        if partner is None or not self._is_wanted(partner.pk) or not people.is_recent(work.year):
            return None
        row = people.begin(author, partner)
        self._tell("researcher.added", row)
        return row

    def _is_wanted(self, partner_id: int) -> bool:
        return self.wanted is None or partner_id == self.wanted

    def _tell(self, kind: str, row: Researcher) -> None:
        record(kind, subject=row, by_id=self.by_id, at=self.at)

    def _add_up(self, counted: Report) -> None:
        self.report.authors += counted.authors
        self.report.works += counted.works
        self.report.unfit += counted.unfit
        for line in counted.lines:
            self.report.say(line)

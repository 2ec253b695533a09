# SPDX-License-Identifier: EUPL-1.2
"""The ledger as everybody may see it: every district in a term, and what is paused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kennisstad.fieldwork.load.ledger import Ledger
from kennisstad.fieldwork.load.terms import Term
from kennisstad.fieldwork.models import Fieldwork, Pause
from kennisstad.fieldwork.queries import ledgers_of
from kennisstad.neighbourhoods.models import Area


@dataclass(frozen=True)
class AreaLoad:
    """What a term asks of one district."""

    area: Area
    contacts: int
    """Weighed, with what is expected of teams that have no plan yet."""
    expected: int
    """Of those contacts, what is only expected."""
    threshold: int | None
    left: int | None

    @property
    def sure(self) -> int:
        """What is planned or done."""
        return self.contacts - self.expected

    @property
    def is_full(self) -> bool:
        return self.left == 0


@dataclass(frozen=True)
class TermLoad:
    term: Term
    areas: list[AreaLoad]

    @property
    def most(self) -> int:
        """The length of the longest bar."""
        return max((max(one.contacts, one.threshold or 0) for one in self.areas), default=0) or 1


@dataclass(frozen=True)
class AskedHere:
    """What one district's own page says of a term."""

    studies: int
    contacts: int
    """As they are: three interviews are three."""
    pause: Pause | None


def load_of_terms(terms: Sequence[Term], areas: Iterable[Area]) -> list[TermLoad]:
    """Add up what each of these terms asks of each of these areas; five queries."""
    areas = list(areas)
    found = ledgers_of(areas, min(term.first_day for term in terms))
    return [TermLoad(term, [_load(found[area.pk], area, term) for area in areas]) for term in terms]


def pauses_from(day: date) -> list[Pause]:
    """Give the pauses that hold on this day or later, with their areas and reasons; two queries."""
    found = Pause.objects.reaching(day).select_related("area").prefetch_related("texts").by_day()
    return [pause for pause in found if pause.days]


def asked_here(area: Area, term: Term, *, today: date) -> AskedHere:
    """Count what a term asks of one district, and say whether it is paused today; two or three queries."""
    works = Fieldwork.objects.counted().within([area.pk]).overlapping(term.first_day, term.last_day)
    rows = list(works)
    studies = {(work.project_id, work.study, work.partner_id) for work in rows if work.counted_number}
    pause = Pause.objects.reaching(today).filter(area=area, starts_on__lte=today).by_day().first()
    return AskedHere(len(studies), sum(work.counted_number for work in rows), pause)


def ledger_rows(term: Term) -> Iterable[Fieldwork]:
    """Give every row of the ledger in a term, whoever told of it, in order of days."""
    rows = Fieldwork.objects.overlapping(term.first_day, term.last_day).by_day()
    return rows.select_related("area", "partner", "project").prefetch_related("project__texts")


def _load(ledger: Ledger, area: Area, term: Term) -> AreaLoad:
    works = ledger.works_in(term)
    expected = sum(work.contacts for work in works if work.is_expected)
    return AreaLoad(area, ledger.load(term), expected, ledger.threshold, ledger.left(term))

# SPDX-License-Identifier: EUPL-1.2
"""The researchers that one batch names: who is on file, who is new, and who must not be here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import prefetch_related_objects

from kennisstad.partners.actions.forgetting import keep_out
from kennisstad.partners.actions.merging import merge
from kennisstad.partners.models import Claim, Partner, Researcher, ResearcherAlias
from kennisstad.partners.queries import opted_out, people_once_named, people_with
from kennisstad.partners.research.records import FoundAuthor
from kennisstad.partners.research.report import Outcome

RECENT_YEARS = 10
"""An older work says what somebody knows, but not that they still work for the institution it names."""


class People:
    """Finds and fills rows of researchers; read anew for each batch, inside its transaction."""

    def __init__(self, named: Collection[FoundAuthor], partners: dict[str, Partner], at: datetime) -> None:
        self.partners, self.at = partners, at
        self._named = named
        self._rows = _rows(named)
        held = Claim.objects.held().filter(researcher__in=set(self._rows.values()))
        self._claimed = set(held.values_list("researcher", flat=True))
        self.seen: set[int] = set()
        self.begun = 0
        self._out = opted_out(one for author in named for one in _ids(author))

    def settle(self, by_id: int | None) -> None:
        """Delete who opted out, and make one of two rows that are one person; before works are read, too."""
        if self._out:
            self._leave_out(by_id)
        for author in self._named:
            if not self.keeps_out(author):
                self.known(author)

    def partner_of(self, author: FoundAuthor) -> Partner | None:
        """Give the partner that an author is said to work for; the first by key when there are more."""
        found = [self.partners[ror] for ror in author.rors if ror in self.partners]
        return min(found, key=lambda partner: partner.key, default=None)

    def keeps_out(self, author: FoundAuthor) -> bool:
        """Say whether this person opted out, under whichever id."""
        return not self._out.isdisjoint(_ids(author))

    def known(self, author: FoundAuthor) -> Researcher | None:
        """Give the row of this person; two rows that turn out to be one person become one."""
        found = self._rows.get(author.openalex_id), self._rows.get(author.orcid)
        first, second = found
        row = self._one_of(first, second) if first and second and first != second else first or second
        if row is not None:
            self._remember(row, author)
        return row

    def begin(self, author: FoundAuthor, partner: Partner) -> Researcher:
        """Put a new person on file."""
        row = Researcher.objects.create(
            partner=partner,
            openalex_id=author.openalex_id,
            orcid=author.orcid,
            name=author.name,
            seen_at=self.at,
        )
        self._rows |= dict.fromkeys(_ids(author), row)
        self.begun += 1
        return row

    def update(self, row: Researcher, author: FoundAuthor) -> Outcome:
        """Bring a row in line with what its own source says of the person."""
        partner = self.partner_of(author)
        if partner is None:
            return self._without_partner(row, author)
        before = _state(row)
        self._fill_ids(row, author)
        row.left_at = None
        if row.partner_id not in {self.partners[ror].pk for ror in author.rors if ror in self.partners}:
            row.partner = partner
        if author.openalex_id == row.openalex_id and not row.name_is_own:
            row.name = author.name
        self.seen.add(row.pk)
        if _state(row) == before:
            return Outcome.SAME
        row.save(update_fields=["openalex_id", "orcid", "name", "partner", "left_at"])
        return Outcome.CHANGED

    def note_work(self, row: Researcher, author: FoundAuthor, year: int | None) -> None:
        """Take in what a work says of one of its authors: the other id, and that they were here lately."""
        before = _state(row)
        self._fill_ids(row, author)
        if _state(row) != before:
            row.save(update_fields=["openalex_id", "orcid"])
        if self.is_recent(year) and row.left_at is None and self.partner_of(author):
            self.seen.add(row.pk)

    def is_recent(self, year: int | None) -> bool:
        return year is not None and year > self.at.year - RECENT_YEARS

    def _without_partner(self, row: Researcher, author: FoundAuthor) -> Outcome:
        # Without any institution nothing is said; and who claimed the profile knows better.
        if not author.rors or row.left_at or row.pk in self._claimed:
            return Outcome.SAME
        row.left_at = self.at
        row.save(update_fields=["left_at"])
        return Outcome.LEFT

    def _fill_ids(self, row: Researcher, author: FoundAuthor) -> None:
        """Add an id that is missing; one that stands stays, for a source may know a person twice."""
        if not row.openalex_id and author.openalex_id and self._is_free(author.openalex_id, row):
            row.openalex_id = author.openalex_id
        if not row.orcid and author.orcid and self._is_free(author.orcid, row):
            row.orcid = author.orcid

    def _is_free(self, public_id: str, row: Researcher) -> bool:
        return self._rows.get(public_id, row) == row

    def _remember(self, row: Researcher, author: FoundAuthor) -> None:
        """Keep every id that a source puts beside one that we know: by it the person would come back."""
        new = [one for one in _ids(author) if one not in self._rows]
        ResearcherAlias.objects.bulk_create(ResearcherAlias(researcher=row, public_id=one) for one in new)
        self._rows |= dict.fromkeys(new, row)

    def _one_of(self, first: Researcher, second: Researcher) -> Researcher:
        both_claimed = {first.pk, second.pk} <= self._claimed
        if (first.orcid and second.orcid) or both_claimed:
            return first
        kept, gone = (second, first) if second.pk in self._claimed else (first, second)
        merge(kept, gone)
        self._rows = {public_id: kept if row == gone else row for public_id, row in self._rows.items()}
        return kept

    def _leave_out(self, by_id: int | None) -> None:
        """Follow who opted out from id to id, through records and rows, and delete whom that finds."""
        rows = list(set(self._rows.values()))
        prefetch_related_objects(rows, "aliases")
        groups = [set(_ids(author)) for author in self._named] + [row.public_ids for row in rows]
        told = set(self._out)
        while more := {one for group in groups if group & self._out for one in group} - self._out:
            self._out |= more
        leaving = {row for public_id, row in self._rows.items() if public_id in self._out}
        if leaving or self._out > told:
            keep_out(self._out - told, leaving, by_id=by_id, at=self.at)
        self._rows = {public_id: row for public_id, row in self._rows.items() if row not in leaving}


def _rows(named: Collection[FoundAuthor]) -> dict[str, Researcher]:
    """Give who is on file, by each id that is named; each person is one object."""
    found = people_once_named(one for author in named for one in _ids(author))
    found |= people_with("openalex_id", (author.openalex_id for author in named))
    found |= people_with("orcid", (author.orcid for author in named))
    one = {row.pk: row for row in found.values()}
    return {public_id: one[row.pk] for public_id, row in found.items()}


def _ids(author: FoundAuthor) -> list[str]:
    return [one for one in (author.openalex_id, author.orcid) if one]


def _state(row: Researcher) -> tuple[object, ...]:
    return row.openalex_id, row.orcid, row.name, row.partner_id, row.left_at


def authors_of(found: Iterable[object]) -> list[FoundAuthor]:
    """Give every author that entries name, themselves or in a work."""
    return [
        author
        for one in found
        for author in ([one] if isinstance(one, FoundAuthor) else getattr(one, "authors", ()))
    ]

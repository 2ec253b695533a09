# SPDX-License-Identifier: EUPL-1.2
"""The researchers that one batch names: who is on file, who is new, and who must not be here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from kennisstad.partners.models import Claim, Partner, Researcher, ResearchOptOut
from kennisstad.partners.opting_out import digest
from kennisstad.partners.queries import opted_out, people_with
from kennisstad.partners.research.records import FoundAuthor
from kennisstad.partners.research.report import Outcome

RECENT_YEARS = 10
"""An older work says what somebody knows, but not that they still work for the institution it names."""


class People:
    """Finds and fills rows of researchers; read anew for each batch, inside its transaction."""

    def __init__(self, named: Collection[FoundAuthor], partners: dict[str, Partner], at: datetime) -> None:
        self.partners, self.at = partners, at
        self._out = opted_out(one for author in named for one in _ids(author))
        self._rows = people_with("openalex_id", (author.openalex_id for author in named))
        self._rows |= people_with("orcid", (author.orcid for author in named))
        # A row that was found by either id is one object, whichever id it is asked by.
        one = {row.pk: row for row in self._rows.values()}
        self._rows = {public_id: one[row.pk] for public_id, row in self._rows.items()}
        claimed = Claim.objects.filter(researcher__in=one).values_list("researcher", flat=True)
        self._claimed = set(claimed)
        self.seen: set[int] = set()

    def partner_of(self, author: FoundAuthor) -> Partner | None:
        """Give the partner that an author is said to work for; the first by key when there are more."""
        found = [self.partners[ror] for ror in author.rors if ror in self.partners]
        return min(found, key=lambda partner: partner.key, default=None)

    def keeps_out(self, author: FoundAuthor) -> bool:
        """Say whether this person opted out; then the other id they are known by is kept out as well."""
        ids = _ids(author)
        if not self._out & set(ids):
            return False
        if unknown := set(ids) - self._out:
            rows = [ResearchOptOut(digest=digest(one), at=self.at) for one in sorted(unknown)]
            ResearchOptOut.objects.bulk_create(rows, ignore_conflicts=True)
            self._out |= unknown
        return True

    def known(self, author: FoundAuthor) -> Researcher | None:
        """Give the row of this person; two rows that turn out to be one person become one."""
        found = self._rows.get(author.openalex_id), self._rows.get(author.orcid)
        first, second = found
        if first and second and first != second:
            return self._one_of(first, second)
        return first or second

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
        if not row.openalex_id and author.openalex_id and author.openalex_id not in self._rows:
            row.openalex_id = author.openalex_id
            self._rows[author.openalex_id] = row
        if not row.orcid and author.orcid and author.orcid not in self._rows:
            row.orcid = author.orcid
            self._rows[author.orcid] = row

    def _one_of(self, first: Researcher, second: Researcher) -> Researcher:
        both_claimed = {first.pk, second.pk} <= self._claimed
        if first.orcid or second.openalex_id or both_claimed:
            return first
        kept, gone = (second, first) if second.pk in self._claimed else (first, second)
        gone.authorships.exclude(work__in=kept.authorships.values("work")).update(researcher=kept)
        openalex_id, orcid = first.openalex_id, second.orcid
        gone.delete()
        kept.openalex_id, kept.orcid = openalex_id, orcid
        kept.save(update_fields=["openalex_id", "orcid"])
        self._rows |= {openalex_id: kept, orcid: kept}
        return kept


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

# SPDX-License-Identifier: EUPL-1.2
"""The works that one batch brings: which are on file, and with whom they stand."""

from collections.abc import Collection, Mapping

from kennisstad.partners.models import Authorship, Researcher, Work
from kennisstad.partners.queries import in_parts, works_with
from kennisstad.partners.research.records import FoundAuthor, FoundWork
from kennisstad.partners.research.report import Outcome

IDS = ("openalex_id", "doi", "put_code")
CONTENT = ("title", "abstract", "year", "language")


class Works:
    """Finds and fills rows of works; read anew for each batch, inside its transaction."""

    def __init__(self, named: Collection[FoundWork]) -> None:
        self._rows = {name: works_with(name, (getattr(work, name) for work in named)) for name in IDS}
        # A row that was found by several ids is one object, whichever id it is asked by.
        one = {row.pk: row for rows in self._rows.values() for row in rows.values()}
        self._rows = {
            name: {value: one[row.pk] for value, row in rows.items()} for name, rows in self._rows.items()
        }
        self._lines: dict[int, dict[int, Authorship]] = {pk: {} for pk in one}
        for some in in_parts(one):
            for line in Authorship.objects.filter(work__in=some):
                self._lines[line.work_id][line.researcher_id] = line
        self.touched: set[int] = set()
        """Works that changed, in themselves or in who stands with them."""

    def take(self, found: FoundWork, people: Mapping[Researcher, FoundAuthor]) -> Outcome:
        """Put a work on file with these people."""
        row = self._known(found)
        if row is None:
            row, outcome = self._begin(found), Outcome.NEW
        else:
            outcome = Outcome.CHANGED if self._fill(row, found) else Outcome.SAME
        if self._stand(row, found, people):
            outcome = Outcome.CHANGED if outcome is Outcome.SAME else outcome
        if outcome is not Outcome.SAME:
            self.touched.add(row.pk)
        return outcome

    def release(self, found: FoundWork, people: Mapping[Researcher, FoundAuthor]) -> None:
        """Take those off a work on file whom its own source no longer names."""
        if (row := self._known(found)) is not None and self._let_go(row, found, people):
            self.touched.add(row.pk)

    def _known(self, found: FoundWork) -> Work | None:
        rows = (self._rows[name].get(getattr(found, name)) for name in IDS)
        return next(filter(None, rows), None)

    def _begin(self, found: FoundWork) -> Work:
        row = Work.objects.create(**{name: getattr(found, name) for name in IDS + CONTENT})
        self._remember(row)
        self._lines[row.pk] = {}
        return row

    def _fill(self, row: Work, found: FoundWork) -> bool:
        """Bring a row in line with its own source; say whether that changed anything.

        The first source that gave the work an OpenAlex id keeps the say: a second copy with the same DOI,
        or a bare title from ORCID, does not write over it.
        """
        before = _state(row)
        for name in IDS:
            value = getattr(found, name)
            if value and not getattr(row, name) and value not in self._rows[name]:
                setattr(row, name, value)
        if row.openalex_id == found.openalex_id:
            for name in CONTENT:
                setattr(row, name, getattr(found, name))
        self._remember(row)
        if _state(row) == before:
            return False
        row.save(update_fields=[*IDS, *CONTENT])
        return True

    def _stand(self, row: Work, found: FoundWork, people: Mapping[Researcher, FoundAuthor]) -> bool:
        lines = self._lines[row.pk]
        new = [
            Authorship(researcher=person, work=row, from_orcid=author.from_orcid)
            for person, author in people.items()
            if person.pk not in lines
        ]
        Authorship.objects.bulk_create(new)
        lines |= {line.researcher_id: line for line in new}
        own = {person.pk for person, author in people.items() if author.from_orcid}
        said = [lines[pk].pk for pk in own if not lines[pk].from_orcid]
        Authorship.objects.filter(pk__in=said).update(from_orcid=True)
        return bool(new) | self._let_go(row, found, people)

    def _let_go(self, row: Work, found: FoundWork, people: Mapping[Researcher, FoundAuthor]) -> bool:
        if not found.all_named or found.openalex_id != row.openalex_id:
            return False
        named = {person.pk for person in people}
        lines = self._lines[row.pk]
        gone = [pk for pk, line in lines.items() if pk not in named and not line.from_orcid]
        Authorship.objects.filter(pk__in=[lines.pop(pk).pk for pk in gone]).delete()
        return bool(gone)

    def _remember(self, row: Work) -> None:
        for name in IDS:
            if value := getattr(row, name):
                self._rows[name].setdefault(value, row)


def _state(row: Work) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in IDS + CONTENT)

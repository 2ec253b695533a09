# SPDX-License-Identifier: EUPL-1.2
"""Readers of an older list are taken over, each with the consent that is kept of them; nobody is put back."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kennisstad.agreement.queries import themes_to_choose
from kennisstad.audit.actions import record
from kennisstad.lib.files import Problem
from kennisstad.neighbourhoods.queries import districts_by_name
from kennisstad.newsletter.digests import digest_now, digests
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.models.reader import Basis, Status
from kennisstad.newsletter.reader_file import Offered, Row

AT_ONCE = 500
MOST_TOLD = 100
VERSION = "import"


@dataclass
class Taken:
    """What became of the rows of a file."""

    new: int = 0
    known: int = 0
    """Reads along or asked already; nothing of them changed."""
    left: int = 0
    stopped: int = 0
    """Neither who left nor who was stopped is put back."""
    twice: int = 0
    """Stood higher up in the file already."""
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    """The first of what was refused."""
    is_cut: bool = False
    """So many rows were refused that what follows them was not read."""


def offered() -> Offered:
    """Give what rows may choose from, by code or key and by name; three queries."""
    districts, themes = dict[str, str](), dict[str, str]()
    for district in districts_by_name():
        districts |= dict.fromkeys((district.code.casefold(), district.name.casefold()), district.code)
    for theme in themes_to_choose():
        names = (text.name.casefold() for text in theme.texts.all())
        themes |= dict.fromkeys((theme.key.casefold(), *names), theme.key)
    languages = [code for code, _name in settings.LANGUAGES]
    return Offered(districts, themes, languages)


def take_over(
    rows: Iterable[Row | Problem],
    *,
    by_id: int | None,
    at: datetime,
    dry_run: bool = False,
    told: Callable[[Problem], object] = lambda _problem: None,
    most_refused: int | None = None,
) -> Taken:
    """Let everybody in these rows read along who is not known yet and never left; in little memory.

    Some hundreds go in together, all or none; whoever breaks it off can begin again and nobody is taken
    over twice.

    Args:
        dry_run: only say what would become of each.
        told: hears of each row that is refused, also beyond the first ones that the report keeps.
        most_refused: after so many the rest is not read; without it, to the end.
    """
    taken = Taken()
    with closing(_Seen()) as seen:
        for some in _fit(rows, taken, told, most_refused):
            fresh = [(digest, row) for digest, row in _by_digest(some) if seen.is_first(digest)]
            taken.twice += len(some) - len(fresh)
            _take(dict(fresh), taken, by_id=by_id, at=at, dry_run=dry_run)
    return taken


def _fit(
    rows: Iterable[Row | Problem],
    taken: Taken,
    told: Callable[[Problem], object],
    most_refused: int | None,
) -> Iterator[list[Row]]:
    """Give the rows that can be taken over, some hundreds at once, and note the others."""

    def fit() -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Row):
                yield row
                continue
            taken.refused += 1
            if len(taken.problems) < MOST_TOLD:
                taken.problems.append(row)
            told(row)
            if taken.refused == most_refused:
                taken.is_cut = True
                return

    left = fit()
    while some := list(islice(left, AT_ONCE)):
        yield some


def _by_digest(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    return ((digest_now(row.email), row) for row in rows)


@transaction.atomic
def _take(fresh: dict[str, Row], taken: Taken, *, by_id: int | None, at: datetime, dry_run: bool) -> None:
    marks = {mark: digest for digest, row in fresh.items() for mark in digests(row.email)}
    known = Reader.objects.filter(digest__in=marks).values_list("digest", "status")
    readers = {marks[mark]: status for mark, status in known}
    # Whoever left and asked again without confirming has a mark still.
    left = {
        marks[mark] for mark in NeverAgain.objects.filter(digest__in=marks).values_list("digest", flat=True)
    }
    left -= readers.keys()
    stopped = [digest for digest, status in readers.items() if status == Status.STOPPED]
    new = [_reader(digest, row, at) for digest, row in fresh.items() if digest not in readers.keys() | left]
    taken.left, taken.stopped = taken.left + len(left), taken.stopped + len(stopped)
    taken.known, taken.new = taken.known + len(readers) - len(stopped), taken.new + len(new)
    if new and not dry_run:
        # Who signs up at this very moment is known by then.
        Reader.objects.bulk_create(new, ignore_conflicts=True)
        first = Reader.objects.get(digest=new[0].digest)
        record("reader.imported", subject=first, by_id=by_id, at=at, readers=len(new))


def _reader(digest: str, row: Row, at: datetime) -> Reader:
    return Reader(
        email=row.email,
        digest=digest,
        language=row.language,
        districts=row.districts,
        themes=row.themes,
        status=Status.READING,
        basis=Basis.IMPORT,
        asked_at=at,
        consent_at=timezone.make_aware(datetime.combine(row.consent_on, time())),
        consent_version=VERSION,
        consent_words=row.consent_source,
    )


class _Seen:
    """The addresses that stood higher up, in a file of the database's own that is gone afterwards."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        self._file.execute("BEGIN")

    def is_first(self, digest: str) -> bool:
        added = self._file.execute("INSERT OR IGNORE INTO seen VALUES (?)", (bytes.fromhex(digest)[:16],))
        return added.rowcount == 1

    def close(self) -> None:
        self._file.close()

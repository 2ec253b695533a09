# SPDX-License-Identifier: EUPL-1.2
"""The list of who reads along, as a table that can be taken over elsewhere."""

from collections.abc import Iterator
from itertools import islice

from django.utils import timezone

from kennisstad.lib.sheets import Row, csv_text
from kennisstad.newsletter.models import Reader
from kennisstad.newsletter.reader_file import BETWEEN, COLUMNS, WAS_A_FORMULA

AT_ONCE = 1_000


def readers_csv() -> Iterator[str]:
    """Write who reads along, part by part, in memory for some hundreds; nothing in it is a formula.

    Who asked and did not confirm is left out, and so is who was stopped: nobody may write to them.
    """
    yield csv_text([COLUMNS])
    rows = (_row(reader) for reader in Reader.objects.reading().order_by("pk").iterator(AT_ONCE))
    while some := list(islice(rows, AT_ONCE)):
        yield csv_text(some)


def _row(reader: Reader) -> Row:
    consent_on = timezone.localdate(reader.consent_at) if reader.consent_at else None
    lists = (BETWEEN.join(keys) for keys in (reader.districts, reader.themes))
    source = " ".join(reader.consent_words.split())
    return (_kept(reader.email), reader.language, *lists, consent_on, _kept(source))


def _kept(cell: str) -> str:
    """Double an apostrophe of the cell's own that would be taken for one of ours, and lost."""
    return WAS_A_FORMULA.sub(r"\1''", cell)

# SPDX-License-Identifier: EUPL-1.2
"""The ledger as a table that leaves the site."""

import csv
from collections.abc import Iterable
from io import StringIO

from kennisstad.fieldwork.models import Fieldwork
from kennisstad.lib.formulas import without_formulas

COLUMNS = (
    "code", "area", "kind", "institution", "study", "starts_on", "ends_on", "number", "number_done", "status",
)  # fmt: skip


def as_csv(rows: Iterable[Fieldwork]) -> str:
    """Write rows of the ledger, with nothing in them that a spreadsheet would run.

    The street is left out: who knows in which street a study will ring might ring first in its name.
    """
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for work in rows:
        done = "" if work.number_done is None else work.number_done
        writer.writerow(
            (
                work.area.code,
                work.area.name,
                work.kind,
                work.partner.name,
                str(work),
                work.starts_on,
                work.ends_on,
                work.number,
                done,
                work.status,
            )
        )
    return without_formulas(sheet.getvalue())

# SPDX-License-Identifier: EUPL-1.2
"""Take commitments and figures over from a table: every row, or those that can be used."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from kennisstad.agreement.actions.importing import Stopped, take_over
from kennisstad.agreement.exchange.merging import Verdict, merged
from kennisstad.agreement.exchange.table_file import TableFile, TableRow
from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.agreement.whole import version_record
from kennisstad.lib.files import Problem, UnusableFile, shown
from kennisstad.partners.models import Partner


@transaction.atomic
def take_over_table(
    file: TableFile, *, into: Agreement | None, skip_wrong: bool, by_id: int | None, at: datetime
) -> list[Verdict]:
    """Put the rows of a table into the versions that they are about, and say what each row did.

    Args:
        into: the version that commitments are put in; without it each figure goes to that of its commitment.
        skip_wrong: leave out the rows that cannot be used, instead of taking nothing over.
    Raises:
        UnusableFile: the table has commitments, and it was not said of which version.
        Stopped: some row cannot be used, or all together cannot; nothing was changed.
    """
    verdicts = [Verdict(one.where, "", "refused", one.reason) for one in file.problems]
    partners = set(Partner.objects.values_list("key", flat=True))
    known = {one.pk: one for one in Agreement.objects.select_for_update().order_by("pk")}
    found = _sorted_out(file.rows, into, verdicts)
    told = {
        pk: merged(version_record(known[pk], with_hidden=True), rows, partners) for pk, rows in found.items()
    }
    verdicts += [verdict for one in told.values() for verdict in one.verdicts]
    problems = [Problem(one.where, one.why) for one in verdicts if one.does == "refused"]
    if problems and not skip_wrong:
        raise Stopped(problems)
    for one in told.values():
        take_over(one.version, by_id=by_id, at=at)
    return verdicts


def _sorted_out(
    rows: Collection[TableRow], into: Agreement | None, verdicts: list[Verdict]
) -> Mapping[int, list[TableRow]]:
    """Sort rows out by the version that they are about; what is about none is refused."""
    if into is not None:
        return {into.pk: list(rows)}
    if any(row.table == "commitments" for row in rows):
        raise UnusableFile("Say of which agreement these commitments are, with --agreement KEY.")
    of = dict(Commitment.objects.values_list("key", "agreement"))
    found: dict[int, list[TableRow]] = defaultdict(list)
    for row in rows:
        key = row.cells.get("commitment", "")
        if key in of:
            found[of[key]].append(row)
        else:
            why = f"there is no commitment {shown(key)!r} here."
            verdicts.append(Verdict(row.where, shown(key), "refused", why))
    return found

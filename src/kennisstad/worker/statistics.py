# SPDX-License-Identifier: EUPL-1.2
"""What the database knows of the sizes of its own tables, so that it finds the short way through them.

PostgreSQL gathers this by itself; SQLite when it is told to, see https://sqlite.org/lang_analyze.html.
"""

from datetime import datetime, timedelta

from django.db import connection

ROWS = 400
"""How many rows of each index SQLite looks at; its own advice is 100 to 1,000."""

EVERY = timedelta(hours=1)
_last: list[datetime] = []
"""When this process last did so, if it did."""


def gather() -> None:
    """Have SQLite count; some milliseconds, however large the tables are."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
            cursor.execute("ANALYZE")


def keep_up(at: datetime) -> None:
    """Gather when the last time is an hour ago; the worker calls this every minute."""
    if _last and at - _last[-1] < EVERY:
        return
    gather()
    _last[:] = [at]

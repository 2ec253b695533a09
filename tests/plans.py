# SPDX-License-Identifier: EUPL-1.2
"""How the database would find what it is asked."""

from django.db import connection


def plan_of(sql: str) -> str:
    """Give the plan of a statement that was captured, as the database writes it; the statement is not run."""
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table of a few rows would be read whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {sql}")
        return str(cursor.fetchall())

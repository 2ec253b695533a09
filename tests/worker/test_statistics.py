# SPDX-License-Identifier: EUPL-1.2
"""SQLite counts its tables, so that it does not sort ten thousand rows for a page of twenty."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from kennisstad.config import database
from kennisstad.worker import statistics
from tests.making import make_partner

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself"),
]
HOUR = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def counted() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchall():
            return set()
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    if counted():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_stat1")
    make_partner()


def test_the_worker_counts_on_the_hour():
    statistics.keep_up(HOUR.replace(minute=1))
    assert not counted()

    statistics.keep_up(HOUR)
    assert "partners_partner" in counted()


def test_a_start_counts_after_it_brought_the_database_up_to_date():
    database.update()
    assert "partners_partner" in counted()

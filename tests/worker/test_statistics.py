# SPDX-License-Identifier: EUPL-1.2
"""SQLite counts its tables, so that it does not sort ten thousand rows for a page of twenty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kennisstad.config import preparation
from kennisstad.worker import statistics
from tests.making import make_partner

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself"),
]
NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


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


def test_the_worker_counts_at_its_first_round_and_every_hour(monkeypatch):
    monkeypatch.setattr(statistics, "_last", [])
    for minutes, expected in ((0, True), (59, False), (61, True), (119, False), (125, True)):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_stat1") if counted() else None
        statistics.keep_up(NOON + timedelta(minutes=minutes))
        assert ("partners_partner" in counted()) == expected, minutes


def test_each_start_counts_whatever_there_was_to_prepare(monkeypatch):
    for step in ("_tables", "_static_files", "_example", "_pages", "_index"):
        monkeypatch.setattr(preparation, step, lambda **_wanted: None)

    preparation.prepare(example=False)

    assert "partners_partner" in counted()

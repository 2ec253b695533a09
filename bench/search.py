# SPDX-License-Identifier: EUPL-1.2
"""The search box with 10,000 questions and 2,000 projects: its page, its hints, and how often it is right.

Beside our whole path, which reads every record again before it shows it, stand tantivy alone and SQLite's
FTS5 with the same texts in the same run: they rank and give ids, and read no record. How often one of the
right things is among the first five is measured over the example (`tests/search/data/judged.yaml`).
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.city import add_projects, add_questions, districts, found
from bench.retrieval import ENGINES, texts_of

QUESTIONS, PROJECTS = 10_000, 2_000
SEARCHES, RUNS = 60, 5
Search = Callable[[str], object]


def main() -> None:
    found()
    from django.conf import settings

    from kennisstad.search import finding, indexing, views

    settings.ALLOWED_HOSTS.append("testserver")
    texts = texts_of(QUESTIONS + PROJECTS, 30, seed=3)
    add_questions(QUESTIONS, districts(), texts[:QUESTIONS])
    add_projects(texts[QUESTIONS:])
    began = time.perf_counter()
    count = indexing.rebuild()
    print(f"Index of {count:,} records and pages from the database: {time.perf_counter() - began:.1f} s.\n")
    words = _searches(texts)
    views.SEARCHES.limit = views.HINTS.limit = 10**9
    with tempfile.TemporaryDirectory() as folder:
        ways: dict[str, Search] = {
            "search page": _page("/zoeken/"),
            "hints": _page("/zoeken/suggesties/"),
            "found and read, without a page": lambda typed: finding.find(typed, language="nl"),
            "tantivy alone, ids": ENGINES["tantivy alone"].build(texts, Path(folder) / "tantivy"),
            "SQLite FTS5, ids": _fts(texts),
        }
        times = _measured(ways, words)
    print("| way | queries | median ms | p95 ms |")
    print("|---|---:|---:|---:|")
    for name, taken in times.items():
        queries = _queries(ways[name], words[0])
        print(
            f"| {name} | {queries} | {statistics.median(taken):.1f} | {taken[int(0.95 * len(taken))]:.1f} |"
        )
    print()
    subprocess.run([sys.executable, "-m", "bench.search", "judged"], check=True)


def print_judged() -> None:
    """Load the example and print how often one of the right things is among the first five."""
    found()
    from django.core.management import call_command

    from kennisstad.search import indexing
    from tests.search.judged import judged, missed

    districts()
    with Path("/dev/null").open("w") as quiet:
        call_command("demo_load", stdout=quiet)
    indexing.rebuild()
    all_of_them, wrong = judged(), missed()
    right = len(all_of_them) - len(wrong)
    print(f"Right among the first five: {right} of {len(all_of_them)} judged searches over the example.")


def _searches(texts: list[str]) -> list[str]:
    """Take one to three words of a text, and spoil every fourth search by a typing error."""
    dice = random.Random(7)
    found = []
    for number in range(SEARCHES):
        typed = dice.sample(dice.choice(texts).split(), 1 + number % 3)
        if number % 4 == 0:
            word = max(typed, key=len)
            typed[typed.index(word)] = word[:2] + word[3:]
        found.append(" ".join(typed))
    return found


def _page(address: str) -> Search:
    from django.test import Client

    client = Client()

    def get(typed: str) -> object:
        answer = client.get(address, {"q": typed})
        assert answer.status_code == 200, (typed, answer.status_code)
        return answer

    return get


def _fts(texts: list[str]) -> Search:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
    table.executemany("INSERT INTO found(words) VALUES (?)", [(text,) for text in texts])
    select = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    return lambda typed: table.execute(select, [" ".join(f'"{word}"' for word in typed.split())]).fetchall()


def _measured(ways: dict[str, Search], words: list[str]) -> dict[str, list[float]]:
    """Give the milliseconds of each search, the median of interleaved runs, in order of length."""
    runs: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(RUNS + 1):
        for name, search in ways.items():
            runs[name].append([_time(search, typed) for typed in words])
    # The first run fills caches.
    return {name: sorted(map(statistics.median, zip(*rows[1:], strict=True))) for name, rows in runs.items()}


def _time(search: Search, typed: str) -> float:
    began = time.perf_counter()
    search(typed)
    return (time.perf_counter() - began) * 1e3


def _queries(search: Search, typed: str) -> int:
    from django.db import connection

    queries = list[str]()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        search(typed)
    return len(queries)


if __name__ == "__main__":
    print_judged() if sys.argv[1:2] == ["judged"] else main()

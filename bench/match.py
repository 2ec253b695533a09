# SPDX-License-Identifier: EUPL-1.2
"""Match a question, the whole path: analysis, a search per kind, facts and records from SQLite, reasons.

`python -m bench.match` prints a table in Markdown; `--small` leaves out the million documents, which take a
quarter of an hour. Beside it stand tantivy alone and bm25s, which rank the same documents and read no record.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.city import add_courses, found
from bench.retrieval import DOCUMENT_WORDS, ENGINES, QUESTION_WORDS, resident_mb, texts_of

LIMITS = {1_000: (10, 20), 100_000: (10, 20), 1_000_000: (15, 30)}
"""Documents → most milliseconds, median and 95th percentile."""
QUESTIONS, RUNS = 60, 5
MOST_MB = 150


def main() -> None:
    found()
    from kennisstad.citylab import indexing

    sizes = [size for size in LIMITS if size <= 100_000 or "--small" not in sys.argv]
    print(
        "| documents | index from the database, s | one match, median ms (limit) | p95 ms (limit) "
        f"| MB held (limit {MOST_MB}) | tantivy alone, median ms | bm25s, median ms |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|")
    have, texts = 0, texts_of(max(sizes), DOCUMENT_WORDS, seed=1)
    questions = texts_of(QUESTIONS, QUESTION_WORDS, seed=2)
    for size in sizes:
        add_courses(texts[have:size], first=have)
        have = size
        began = time.perf_counter()
        assert indexing.rebuild() == size
        built_s = time.perf_counter() - began
        times = measured(match, questions)
        held = subprocess.run([sys.executable, "-m", "bench.match", "held"], check=True, capture_output=True)
        peers = [
            statistics.median(beside(name, texts[:size], questions)) for name in ("tantivy alone", "bm25s")
        ]
        median, p95 = statistics.median(times), times[int(0.95 * len(times))]
        most, most_p95 = LIMITS[size]
        print(
            f"| {size:,} | {built_s:.1f} | {median:.1f} ({most}) | {p95:.1f} ({most_p95}) "
            f"| {float(held.stdout):.0f} | {peers[0]:.2f} | {peers[1]:.2f} |",
            flush=True,
        )


def match(question: str) -> None:
    from django.utils import timezone

    from kennisstad.citylab.finding import matches
    from kennisstad.citylab.matching.features import Asked

    assert matches(Asked(texts={"nl": question}), today=timezone.localdate()).courses


def print_held() -> None:
    """Print how much a process that has everything loaded grows by its first matches."""
    import django

    django.setup()
    from kennisstad.citylab import finding  # noqa: F401

    before = resident_mb()
    for question in texts_of(QUESTIONS, QUESTION_WORDS, seed=2):
        match(question)
    print(resident_mb() - before)


def measured(search: Callable[[str], object], questions: list[str]) -> list[float]:
    """Give the milliseconds of each question, the median of the runs, in order of length."""
    search(questions[0])
    runs = []
    for _ in range(RUNS):
        run = []
        for question in questions:
            began = time.perf_counter()
            search(question)
            run.append((time.perf_counter() - began) * 1e3)
        runs.append(run)
    return sorted(statistics.median(times) for times in zip(*runs, strict=True))


def beside(name: str, texts: list[str], questions: list[str]) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        return measured(ENGINES[name].build(texts, Path(folder) / name), questions)


if __name__ == "__main__":
    print_held() if sys.argv[1:2] == ["held"] else main()

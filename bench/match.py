# SPDX-License-Identifier: EUPL-1.2
"""Build the index from the database, and match a question: analysis, three searches, records, reasons."""

import statistics
import time

from bench.city import add_courses, found
from bench.retrieval import texts_of

SIZES = (1_000, 100_000)
QUESTIONS = 60


def main() -> None:
    found()
    from django.utils import timezone

    from kennisstad.citylab import indexing
    from kennisstad.citylab.finding import matches
    from kennisstad.citylab.matching.features import Asked

    print("| documents | index build, s | documents per s | one match, median ms | p95 ms | limit ms |")
    print("|---:|---:|---:|---:|---:|---:|")
    have, texts = 0, texts_of(max(SIZES), 60, seed=1)
    for size in SIZES:
        add_courses(texts[have:size], first=have)
        have = size
        began = time.perf_counter()
        assert indexing.rebuild() == size
        built_s = time.perf_counter() - began
        times = []
        for question in texts_of(QUESTIONS, 30, seed=2):
            began = time.perf_counter()
            found_ = matches(Asked(texts={"nl": question}), today=timezone.localdate())
            times.append((time.perf_counter() - began) * 1e3)
            assert found_.courses
        times.sort()
        print(
            f"| {size:,} | {built_s:.1f} | {size / built_s:,.0f} "
            f"| {statistics.median(times):.1f} | {times[int(0.95 * len(times))]:.1f} | 20 |",
            flush=True,
        )


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""Match many questions at once: the example on one core, and 10,000 questions against 100,000 documents on all."""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.city import add_courses, add_questions, districts, found
from bench.retrieval import texts_of

QUESTIONS, DOCUMENTS = 10_000, 100_000
EXAMPLE_LIMIT_S, BAR = 2.0, 150


def main() -> None:
    found()
    print("| what | questions | documents | processes | seconds | questions per second | limit | MB, the largest |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    _example()
    _many()


def _example() -> None:
    """Every question of the example, whatever became of it, against all it has."""
    from django.core.management import call_command
    from kennisstad.citylab import indexing
    from kennisstad.citylab.models import Question

    with open(os.devnull, "w") as quiet:
        call_command("demo_load", stdout=quiet)
    documents = indexing.rebuild()
    _open_all()
    _row("the example", Question.objects.count(), documents, 1, f"{EXAMPLE_LIMIT_S:.0f} s")


def _open_all() -> None:
    """Let every question look for a course again, so that none is left out."""
    from kennisstad.citylab.models import Question, Status

    Question.objects.update(
        status=Status.OPEN, project=None, merged_into=None, advised_with=None, ended_at=None
    )


def _many() -> None:
    from kennisstad.citylab import indexing
    from kennisstad.citylab.models import Question

    Question.objects.all().delete()
    add_questions(QUESTIONS, districts(), texts_of(QUESTIONS, 30, seed=2))
    add_courses(texts_of(DOCUMENTS, 60, seed=1))
    documents = indexing.rebuild()
    for processes in (1, os.cpu_count() or 1):
        _row("made-up", QUESTIONS, documents, processes, f"{BAR} a second")


def _row(what: str, questions: int, documents: int, processes: int, limit: str) -> None:
    from django.utils import timezone

    from kennisstad.citylab.batch import match_all

    began = time.perf_counter()
    number = sum(1 for _ in match_all(today=timezone.localdate(), processes=processes))
    took = time.perf_counter() - began
    assert number == questions, (number, questions)
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"| {what} | {questions:,} | {documents:,} | {processes} | {took:.1f} | {number / took:,.0f} "
        f"| {limit} | {largest / 1e3:,.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""Many questions at once: the example, and 10,000 questions against 100,000 documents on all cores."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.city import add_courses, add_questions, districts, found
from bench.retrieval import texts_of

QUESTIONS, DOCUMENTS = 10_000, 100_000
EXAMPLE_LIMIT_S, BAR = 2.0, 150


def main() -> None:
    found()
    print(
        "| what | questions | documents | processes | seconds | a second | limit "
        "| processor ms a question | largest process, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    _example()
    _many()


def _example() -> None:
    """Every question of the example, whatever became of it, against all it has."""
    from django.core.management import call_command
    from django.utils import timezone

    from kennisstad.citylab import indexing
    from kennisstad.citylab.batch import match_all
    from kennisstad.citylab.models import Question

    with open(os.devnull, "w") as quiet:
        call_command("demo_load", stdout=quiet)
    documents = indexing.rebuild()
    _open_all()
    began = time.perf_counter()
    number = sum(1 for _ in match_all(today=timezone.localdate()))
    took = time.perf_counter() - began
    assert number == Question.objects.count()
    _line("the example, without the start", number, documents, 1, took, f"{EXAMPLE_LIMIT_S:.0f} s", "| ")


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
        _row("made-up, the whole command", QUESTIONS, documents, processes, f"{BAR} a second")


def _row(what: str, questions: int, documents: int, processes: int, limit: str) -> None:
    """Run the whole command as a person would, its start included."""
    file = Path(os.environ["KENNISSTAD_HOME"]) / "matches.jsonl"
    command = ["match", "all", "--json-lines", "--processes", str(processes), "--out", str(file)]
    began, largest_mb = time.perf_counter(), 0.0
    before = os.times()
    running = subprocess.Popen([sys.executable, "-m", "kennisstad", *command])
    while running.poll() is None:
        largest_mb = max(largest_mb, *map(_resident_mb, [running.pid, *_started_by(running.pid)]))
        time.sleep(0.25)
    took, after = time.perf_counter() - began, os.times()
    assert running.returncode == 0
    worked_s = after.children_user + after.children_system - before.children_user - before.children_system
    with file.open() as lines:
        number = sum(1 for _ in lines)
    assert number == questions, (number, questions)
    told = f"{worked_s / number * 1e3:.1f} | {largest_mb:,.0f}"
    _line(what, number, documents, processes, took, limit, told)


def _started_by(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _resident_mb(pid: int) -> float:
    """Give what a process holds by itself: what it maps from files the system can take back."""
    try:
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in status if line.startswith(("RssAnon", "RssShmem"))) / 1e3


def _line(
    what: str, number: int, documents: int, processes: int, took_s: float, limit: str, told: str
) -> None:
    print(
        f"| {what} | {number:,} | {documents:,} | {processes} | {took_s:.1f} | {number / took_s:,.0f} "
        f"| {limit} | {told} |",
        flush=True,
    )


if __name__ == "__main__":
    main()

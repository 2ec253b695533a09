# SPDX-License-Identifier: EUPL-1.2
"""Each public page with 100 and with 10,000 questions, when nothing is kept: queries, milliseconds."""

import statistics
import time
from typing import Any

from bench.city import add_questions, districts, found
from bench.retrieval import texts_of

RUNS = 7
SIZES = (100, 10_000)


def main() -> None:
    found()
    from django.conf import settings

    from kennisstad.citylab import indexing
    from kennisstad.worker import statistics as sizes

    settings.ALLOWED_HOSTS.append("testserver")
    areas, texts = districts(), texts_of(2_000, 30, seed=3)
    rows: dict[str, list[tuple[int, float]]] = {}
    have = 0
    for size in SIZES:
        add_questions(size - have, areas, texts)
        have = size
        # As a site has them, whose worker keeps the index and counts the tables.
        indexing.rebuild()
        sizes.gather()
        for name, address in _addresses().items():
            rows.setdefault(name, []).append(_measured(address))
    print("| page | queries, 100 | queries, 10,000 | ms, 100 | ms, 10,000 |")
    print("|---|---:|---:|---:|---:|")
    for name, ((few, few_ms), (many, many_ms)) in rows.items():
        print(f"| {name} | {few} | {many} | {few_ms:.1f} | {many_ms:.1f} |")


def _addresses() -> dict[str, str]:
    from django.urls import reverse

    from kennisstad.citylab.models import Question
    from kennisstad.neighbourhoods.models import Area

    area, question = Area.objects.districts().by_name()[0], Question.objects.newest()[0]
    named = {
        "questions": [],
        "question": [question.pk],
        "ask": [],
        "find": [],
    }
    found = {name: reverse(f"citylab:{name}", args=args) for name, args in named.items()}
    lists = ("neighbourhoods", "projects", "results", "partners")
    found |= {name: reverse(f"website:{name}") for name in lists}
    found["last dates"], found["rounds"] = reverse("citylab:last_dates"), reverse("rounds:rounds")
    found["what districts bear"] = reverse("fieldwork:load")
    found["agreement"] = reverse("progress:agreement")
    return {"home": "/"} | found | {"neighbourhood": reverse("website:neighbourhood", args=[area.slug])}


def _measured(address: str) -> tuple[int, float]:
    from django.db import connection
    from django.test import Client

    client, queries = Client(), list[str]()
    client.get(address)

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1e3)
    return len(queries), statistics.median(times)


if __name__ == "__main__":
    main()

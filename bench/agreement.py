# SPDX-License-Identifier: EUPL-1.2
"""The public page of an agreement with 500 commitments and 5,000 links: queries, and milliseconds here."""

import statistics
import time
from typing import Any

from bench.city import districts, found
from bench.promised import COMMITMENTS, LINKS, promise

RUNS, MOST_QUERIES = 5, 10


def main() -> None:
    found()
    promise(districts())
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    settings.ALLOWED_HOSTS.append("testserver")
    client, address = Client(), reverse("progress:agreement")
    queries = _queries(client, address)
    times = [_ms(client, address) for _ in range(RUNS)]
    print(f"| {COMMITMENTS} commitments, {LINKS:,} links | queries | limit | ms |")
    print("|---|---:|---:|---:|")
    print(f"| the agreement | {queries} | {MOST_QUERIES} | {statistics.median(times):.0f} |")
    assert queries <= MOST_QUERIES, "the page asks the database too often"


def _queries(client: Any, address: str) -> int:
    """Count what the page asks the database, once what is kept for every page is there."""
    from django.db import connection

    client.get(address)
    asked = list[str]()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return len(asked)


def _ms(client: Any, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    main()

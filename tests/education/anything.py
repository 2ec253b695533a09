# SPDX-License-Identifier: EUPL-1.2
"""Bundles of good and bad items in any order, for tests that state a law."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.education.making import course, offering, organisation, session, words

POOL = [
    *(("courses", course(n)) for n in range(1, 5)),
    ("courses", course(1, name=words("Anders"))),
    ("courses", course(2, name=[])),
    ("courses", course(3, validTo="2026-01-01")),
    *(("courseOfferings", offering(n, of=1 + n % 4)) for n in range(1, 7)),
    ("courseOfferings", offering(1, of=3)),
    ("courseOfferings", offering(2, startDateTime=None, endDateTime=None)),
    ("courseOfferings", offering(3, state="cancelled")),
    ("courseOfferings", offering(7, of=9)),
    ("academicSessions", session()),
    ("academicSessions", session(startDateTime="2026-09-02T00:00:00Z")),
    ("organisations", organisation()),
]


def drawn(picked: list[tuple[str, Any]]) -> dict[str, list[Any]]:
    lists: dict[str, list[Any]] = {
        "organisations": [],
        "academicSessions": [],
        "courses": [],
        "courseOfferings": [],
    }
    for key, item in picked:
        lists[key].append(item)
    return lists


SHUFFLED = st.lists(st.sampled_from(POOL), max_size=15).map(drawn)
QUICKLY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def undone() -> Iterator[None]:
    """Let each example begin with an empty database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

# SPDX-License-Identifier: EUPL-1.2
"""What was read is given again until the journal moves, and never a moment longer."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kennisstad.audit import standstill
from kennisstad.audit.actions import record, record_each
from kennisstad.audit.standstill import MOST, until_something_happens
from kennisstad.website.actions import lay_out
from tests.making import MONDAY, make_district, make_partner, make_project, make_question, make_result

pytestmark = pytest.mark.django_db(transaction=True)
Read = Callable[..., int]


@pytest.fixture(autouse=True)
def pages_are_kept(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A site that keeps pages, at a moment that does not pass."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "standstill"},
    }
    monkeypatch.setattr(standstill.time, "monotonic", lambda: 1_000.0)
    yield
    request_finished.send(None)


@pytest.fixture
def read() -> Read:
    """A function that gives how often it was called."""
    calls = []

    @until_something_happens
    def count(*_asked: object, **_by_name: object) -> int:
        calls.append(1)
        return len(calls)

    return count


def happen() -> None:
    record("partner.changed", subject=make_partner(), by_id=None, at=MONDAY)


def test_what_was_read_is_given_again_until_something_happens(read):
    assert (read(), read()) == (1, 1)
    happen()
    assert (read(), read()) == (2, 2)


def test_each_question_and_each_language_has_its_own_answer(read):
    assert (read("asked"), read("working")) == (1, 2)
    with override("en"):
        assert read("asked") == 3
    assert read("asked") == 1
    assert (read(stand="asked"), read(stand="working"), read(stand="asked")) == (4, 5, 4)


def test_inside_a_transaction_nothing_is_kept_and_nothing_kept_is_given(read):
    read()
    with transaction.atomic():
        assert (read(), read()) == (2, 3)
    assert read() == 1


def test_what_was_undone_is_not_given_to_others(read):
    with transaction.atomic():
        happen()
        assert read() == 1
        transaction.set_rollback(True)
    happen()
    assert read() == 2


def test_what_happens_while_it_is_read_makes_it_old_at_once():
    museum, calls = make_partner(), []

    @until_something_happens
    def slow() -> int:
        calls.append(1)
        if len(calls) == 1:
            record("partner.changed", subject=museum, by_id=None, at=MONDAY)
        return len(calls)

    assert (slow(), slow(), slow()) == (1, 2, 2)


def test_a_minute_later_it_is_read_again(read, monkeypatch):
    read()
    monkeypatch.setattr(standstill.time, "monotonic", lambda: 1_000.0 + standstill.KEEP)
    assert read() == 1
    monkeypatch.setattr(standstill.time, "monotonic", lambda: 1_000.1 + standstill.KEEP)
    assert read() == 2


def test_where_no_pages_are_kept_nothing_is(read, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    assert (read(), read()) == (1, 2)


def test_whoever_asks_for_ever_other_things_does_not_fill_the_memory(read):
    read("first")
    for number in range(MOST):
        read(number)
    assert read("first") == MOST + 2


def test_what_was_true_before_takes_no_room():
    given: list[weakref.ref[Any]] = []

    class Much:
        pass

    @until_something_happens
    def read_much(_asked: str) -> Much:
        much = Much()
        given.append(weakref.ref(much))
        return much

    for asked in ("a", "b"):
        read_much(asked)
    happen()
    read_much("c")
    gc.collect()

    assert [one() is None for one in given] == [True, True, False]


def test_a_page_begins_where_the_page_cache_looked(read):
    request_started.send(None)
    standstill.begin_at(standstill.state_of_the_journal())
    with CaptureQueriesContext(connection) as asked:
        read()
    assert len(asked) == 0


def test_what_ten_visitors_miss_at_once_is_read_once():
    calls, all_here = [], threading.Barrier(10)

    @until_something_happens
    def slow() -> int:
        calls.append(1)
        time.sleep(0.2)
        return len(calls)

    def visit() -> int:
        all_here.wait()
        try:
            return slow()
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as visitors:
        answers = [one.result() for one in [visitors.submit(visit) for _ in range(10)]]

    assert answers == [1] * 10


def test_what_fails_is_not_kept_and_holds_up_nobody():
    fails = [True]

    @until_something_happens
    def once() -> int:
        if fails.pop():
            raise LookupError
        return 1

    with pytest.raises(LookupError):
        once()
    fails[:] = [False]
    assert once() == 1


@pytest.mark.parametrize(
    "write",
    [happen, lambda: record_each("partner.changed", model="partner", keys=[1], by_id=None, at=MONDAY)],
    ids=["one line", "many lines"],
)
def test_one_page_asks_the_journal_once_unless_it_writes_in_it(read, write):
    request_started.send(None)
    with CaptureQueriesContext(connection) as asked:
        assert (read("a"), read("b"), read("a")) == (1, 2, 1)
    assert len(asked) == 1

    write()

    assert read("a") == 3
    request_finished.send(None)


def test_after_its_page_a_thread_asks_the_journal_each_time(read):
    request_started.send(None)
    request_finished.send(None)
    read()
    with CaptureQueriesContext(connection) as asked:
        read()
        read()
    assert len(asked) == 2


ADDRESSES = ["/", "/vragen/", "/projecten/", "/projecten/?sort=name", "/resultaten/", "/wijken/", "/themas/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same_with_what_was_kept_and_without(client: Client, settings: Any, address: str):
    """As made anew, as made from what was kept, and as made where nothing is kept."""
    lay_out("Leiden", at=MONDAY)
    district = make_district()
    make_question(districts=[district])
    make_project().districts.add(district)
    make_result()

    anew, kept = (client.get(address, headers={"authorization": "none"}).content for _time in range(2))
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert anew == kept == client.get(address, headers={"authorization": "none"}).content


def test_through_the_site_the_next_visitor_sees_what_happened(client: Client):
    """For somebody whose pages are not kept as pages, so that each is made."""
    text, own = (
        make_project(title="Een bank in de straat").texts.get(language="nl"),
        {"authorization": "none"},
    )
    assert "Een bank in de straat" in client.get("/projecten/", headers=own).content.decode()

    text.title = "Twee banken in de straat"
    text.save(update_fields=["title"])
    assert "Een bank" in client.get("/projecten/", headers=own).content.decode()
    record("project.changed", subject=text.project, by_id=None, at=MONDAY)

    assert "Twee banken in de straat" in client.get("/projecten/", headers=own).content.decode()

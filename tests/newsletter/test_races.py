# SPDX-License-Identifier: EUPL-1.2
"""Fifty at once: one address is one reader, who confirms once and leaves once."""

import re
import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.newsletter import leaving, subscribing
from kennisstad.newsletter.digests import digest_now
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.subscribing import Choices
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY
from tests.newsletter.making import make_reader
from tests.racing import at_once

ANA, AT_ONCE = "ana@example.org", 50


def events(kind):
    return Event.objects.filter(kind=kind).count()


@pytest.mark.django_db(transaction=True)
def test_fifty_who_ask_for_one_address_make_one_reader():
    written = [ANA, ANA.upper(), "Ana@Example.Org"]

    outcomes = at_once(AT_ONCE, lambda turn: subscribing.ask(written[turn % 3], Choices("en"), at=MONDAY))

    assert outcomes == [None] * AT_ONCE
    assert (Reader.objects.count(), Letter.objects.count()) == (1, AT_ONCE)
    assert len({letter.to for letter in Letter.objects.all()}) == 1


@pytest.mark.django_db(transaction=True)
def test_who_looks_first_and_then_writes_loses_answers():
    """The control: looking and writing apart, which asking does not do, fails when two do it at once."""
    looked = threading.Barrier(2)

    def look_then_write(_turn):
        is_new = not Reader.objects.of(ANA).exists()
        connection.close()
        looked.wait()
        return is_new and make_reader(ANA).pk

    outcomes = at_once(2, look_then_write)

    assert len([one for one in outcomes if isinstance(one, IntegrityError)]) == 1


def confirm_fifty_times():
    reader = make_reader(ANA, status="asked")
    seen = [Reader.objects.get() for _ in range(AT_ONCE)]
    assert seen[0].pk == reader.pk
    return at_once(AT_ONCE, lambda turn: subscribing.confirm(seen[turn], asked_at=MONDAY, at=MONDAY))


@pytest.mark.django_db(transaction=True)
def test_fifty_presses_of_a_link_confirm_once():
    outcomes = confirm_fifty_times()

    assert (outcomes.count(None), len([one for one in outcomes if isinstance(one, NotNow)])) == (1, 49)
    assert (Reader.objects.get().status, events("reader.confirmed")) == ("reading", 1)


@pytest.mark.django_db(transaction=True)
def test_without_holding_the_row_it_is_confirmed_more_than_once(monkeypatch):
    monkeypatch.setattr(subscribing, "hold", lambda _reader: None)

    confirm_fifty_times()

    assert events("reader.confirmed") > 1


@pytest.mark.django_db(transaction=True)
def test_fifty_presses_leave_once_and_all_are_told_the_same():
    reader = make_reader(ANA)

    outcomes = at_once(AT_ONCE, lambda _turn: leaving.leave(reader.key, by_id=None, at=MONDAY))

    assert outcomes == [False] * AT_ONCE
    assert (Reader.objects.count(), events("reader.left")) == (0, 1)
    assert NeverAgain.objects.filter(digest=digest_now(ANA)).count() == 1


def steps(queries):
    """Give what each statement does and to which table, without its values."""
    return [re.findall(r'^\w+|(?:INTO|UPDATE|FROM) "(\w+)"', query["sql"]) for query in queries]


@pytest.mark.django_db
def test_asking_takes_the_same_steps_whatever_is_known_of_an_address():
    """So it takes the same time: nobody can tell from it who reads along."""
    client, done = Client(), {}
    for state in ("unknown", "asked", "reading", "stopped"):
        email = f"{state}@example.org"
        if state != "unknown":
            make_reader(email, status=state)
        sent = {"email": email, "language": "en", "key": str(uuid4())}
        with CaptureQueriesContext(connection) as queries:
            answer = client.post("/en/newsletter/sign-up/", sent, REMOTE_ADDR="192.0.2.1")
        done[state] = (answer.status_code, answer.url, steps(queries))

    assert [state for state, one in done.items() if one != done["unknown"]] == []
    assert Letter.objects.count() == len(done)

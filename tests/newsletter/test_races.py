# SPDX-License-Identifier: EUPL-1.2
"""Fifty at once: one address is one reader, who confirms once and leaves once."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.newsletter import leaving, ledger, subscribing
from kennisstad.newsletter.bouncing import note
from kennisstad.newsletter.digests import digest_now
from kennisstad.newsletter.ledger import Landed, Ready
from kennisstad.newsletter.models import Bounce, Delivery, NeverAgain, Reader
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.sending import Sender, Sending
from kennisstad.newsletter.subscribing import Choices
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY
from tests.newsletter.making import make_delivery, make_reader
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
def test_a_form_pressed_at_once_writes_one_letter():
    sent = {"email": ANA, "language": "en", "key": str(uuid4())}

    def press(turn):
        return Client().post("/en/newsletter/sign-up/", sent, REMOTE_ADDR=f"192.0.2.{turn}").status_code

    # An address gets three letters a day: of more presses some would only meet that limit.
    assert at_once(3, press) == [302] * 3
    assert (Reader.objects.count(), Letter.objects.count()) == (1, 1)


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


SENDER = "one"


def leased(reader, *, status="waiting"):
    """Make a delivery that a sender has taken for itself."""
    delivery = make_delivery(reader, status=status)
    Delivery.objects.filter(pk=delivery.pk).update(sender=SENDER)
    return delivery


def in_a_thread(act):
    """Begin it beside us; give what waits for its outcome, which it raises here when it failed."""
    pool = ThreadPoolExecutor(1)

    def run():
        try:
            return act()
        finally:
            connection.close()

    begun = pool.submit(run)
    pool.shutdown(wait=False)
    return lambda: begun.result(timeout=30)


@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_a_sender_marks_their_letter_is_told_that_it_may_arrive():
    reader = make_reader()
    delivery = leased(reader)

    with transaction.atomic():
        off = ledger.take_off([delivery.pk], sender=SENDER)
        left = in_a_thread(lambda: leaving.leave(reader.key, by_id=None, at=MONDAY))
        # Long enough to come as far as it can: it must wait for this commit.
        time.sleep(0.3)
        assert Reader.objects.filter(pk=reader.pk).exists()

    assert (off, left()) == ({delivery.pk}, True)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.reader_id) == ("in-flight", None)


@pytest.mark.django_db(transaction=True)
def test_a_sender_that_comes_while_somebody_leaves_hands_nothing_over(monkeypatch):
    reader = make_reader()
    delivery = leased(reader)
    halfway, record = threading.Event(), leaving.record

    def slowly(*what, **of):
        halfway.set()
        time.sleep(0.3)
        return record(*what, **of)

    monkeypatch.setattr(leaving, "record", slowly)
    left = in_a_thread(lambda: leaving.leave(reader.key, by_id=None, at=MONDAY))
    assert halfway.wait(10)

    off = ledger.take_off([delivery.pk], sender=SENDER)

    assert (off, left()) == (set(), False)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.sender) == ("left", "")


TURNS = 150


def race(*acts):
    """Do different things at once; give what each returned, or the trouble it met."""
    return at_once(len(acts), lambda turn: acts[turn]())


@pytest.mark.django_db(transaction=True)
def test_however_leaving_and_sending_meet_no_letter_is_handed_over_after_a_reader_left():
    """Either the letter was marked before, and the reader is told so, or it never leaves."""
    readers = [make_reader() for _turn in range(TURNS)]
    deliveries = [leased(reader) for reader in readers]

    for reader, delivery in zip(readers, deliveries, strict=True):
        outcome = race(
            lambda: leaving.leave(reader.key, by_id=None, at=MONDAY),  # noqa: B023
            lambda: ledger.take_off([delivery.pk], sender=SENDER),  # noqa: B023
        )
        assert outcome in ([True, {delivery.pk}], [False, set()])

    assert not Reader.objects.exists()
    assert set(Delivery.objects.values_list("status", flat=True)) <= {"left", "in-flight"}


def steps(queries):
    """Give what each statement does and to which table, without its values."""
    return [re.findall(r'^\w+|(?:INTO|UPDATE|FROM) "(\w+)"', query["sql"]) for query in queries]


@pytest.mark.django_db(transaction=True)
def test_leaving_beside_a_refusal_a_complaint_and_a_sender_never_stands_still():
    """All four hold rows of one reader; whoever waits must get them, and nobody may be thrown out."""
    sending = Sending(issue_id=0, letters=None, sender=SENDER, return_address=str)
    sender = Sender(sending, None, connections=0, rate=float, trouble=None, stopped=threading.Event())
    for _turn in range(TURNS):
        reader = make_reader()
        old, refused, next_one = (
            make_delivery(reader, status="sent"),
            *(leased(reader, status=status) for status in ("in-flight", "waiting")),
        )
        no_such = Landed(refused.pk, Status.REFUSED, "550 5.1.1 no such user")

        outcomes = race(
            lambda: leaving.leave(reader.key, by_id=None, at=MONDAY),  # noqa: B023
            lambda: sender._written([no_such], [Ready(next_one.pk, None)]),  # noqa: B023
            lambda: note(old.pk, kind="complaint", code="abuse", reason="", at=MONDAY),  # noqa: B023
        )

        assert [one for one in outcomes if isinstance(one, Exception)] == []
        assert not Reader.objects.exists()
        refused.refresh_from_db()
        assert refused.status == "refused"
    assert Bounce.objects.count() == 2 * TURNS


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

# SPDX-License-Identifier: EUPL-1.2
"""Only what we signed is believed; hard and unwanted stop an address at once, soft after a rule."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kennisstad.audit import retention
from kennisstad.audit.models import Event
from kennisstad.newsletter import subscribing
from kennisstad.newsletter.importing import take_over
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.models import Bounce, Delivery, NeverAgain, Reader
from kennisstad.newsletter.reader_file import Row
from kennisstad.newsletter.returning import What, take_in
from kennisstad.newsletter.subscribing import Choices
from tests.mail.reports import samples
from tests.making import MONDAY
from tests.newsletter.making import make_delivery, make_reader, make_sending_issue
from tests.newsletter.returned import (
    COMPLAINT,
    DELAYED,
    FULL,
    LOOP,
    NOBODY,
    PASSED_ON,
    SENT_OUT,
    address_of,
    came_back,
)

TUESDAY = MONDAY + timedelta(days=1)


def make_sent(reader: Reader | None = None) -> Delivery:
    return make_delivery(reader or make_reader(), status="sent")


def state():
    """Give all that a message could change."""
    return (
        list(Reader.objects.order_by("pk").values_list("status", "stopped_why", "stopped_at")),
        list(Bounce.objects.order_by("pk").values_list("delivery", "kind", "code", "reason", "at")),
        list(Event.objects.order_by("pk").values_list("kind", "subject", "facts")),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sample", "kind", "code", "why"),
    [(NOBODY, "hard", "5.1.1", "bounced"), (COMPLAINT, "complaint", "abuse", "complained")],
    ids=["hard", "complaint"],
)
def test_no_such_address_and_a_complaint_stop_the_reader_with_the_reason(sample, kind, code, why):
    delivery = make_sent()

    assert take_in(came_back(sample, delivery), at=TUESDAY) is What.NOTED

    bounce = Bounce.objects.get()
    assert (bounce.delivery, bounce.kind, bounce.code, bounce.at) == (delivery, kind, code, TUESDAY)
    reader = Reader.objects.get()
    assert (reader.status, reader.stopped_why, reader.stopped_at) == ("stopped", why, TUESDAY)
    lines = Event.objects.values_list("kind", "subject", "actor", "facts")
    assert list(lines) == [("reader.stopped", f"reader:{reader.pk}", None, {"why": why})]


@pytest.mark.django_db
@pytest.mark.parametrize("sample", [NOBODY, COMPLAINT], ids=["hard", "complaint"])
def test_an_old_list_does_not_put_back_who_was_stopped_even_after_the_row_is_gone(sample):
    delivery = make_sent(make_reader("ana@example.org"))
    take_in(came_back(sample, delivery), at=TUESDAY)
    row = Row(2, "Ana@example.org", "nl", [], [], TUESDAY.date(), "form")
    now = TUESDAY + timedelta(days=364)
    assert take_over([row], by_id=None, at=now).stopped == 1

    retention.obey(TUESDAY + timedelta(days=366))

    assert not Reader.objects.exists()
    taken = take_over([row], by_id=None, at=TUESDAY + timedelta(days=366))
    assert (taken.new, taken.left) == (0, 1)
    subscribing.ask("ana@example.org", Choices("nl"), at=TUESDAY)
    subscribing.confirm(Reader.objects.get(), asked_at=TUESDAY, at=TUESDAY)
    assert not NeverAgain.objects.exists(), "only the owner of the address takes the mark away"


@pytest.mark.django_db
def test_the_reason_is_kept_without_the_address():
    delivery = make_sent(make_reader("jan.jansen@example.org"))

    take_in(came_back(NOBODY, delivery), at=TUESDAY)

    assert Bounce.objects.get().reason == (
        "550 5.1.1 … Recipient address rejected: User unknown in virtual mailbox table"
    )


@pytest.mark.django_db
def test_the_same_report_twice_is_one():
    delivery = make_sent()
    take_in(came_back(NOBODY, delivery), at=TUESDAY)
    before = state()

    assert take_in(came_back(NOBODY, delivery), at=TUESDAY + timedelta(hours=1)) is What.KNOWN
    assert state() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sample", "what"),
    [
        (DELAYED, What.PASSING),
        (PASSED_ON, What.PASSING),
        (LOOP, What.LOOP),
        (samples.AWAY, What.AUTO_REPLY),
        (samples.PERSON, What.WRITTEN),
        (b"", What.UNREADABLE),
        (b"\x00\xff" * 500_000, What.UNREADABLE),
        (b"a" * 1_000_000, What.UNREADABLE),
        (NOBODY[:600], What.AUTO_REPLY),
    ],
    ids=["delayed", "passed on", "loop", "away", "person", "nothing", "garbage", "one long word", "cut off"],
)
def test_what_is_no_end_of_a_letter_changes_nothing(sample, what):
    delivery = make_sent()
    before = state()

    assert take_in(came_back(sample, delivery), envelope=[address_of(delivery)], at=TUESDAY) is what
    assert state() == before


@pytest.mark.django_db
@pytest.mark.parametrize("sample", [NOBODY, FULL, COMPLAINT], ids=["hard", "soft", "complaint"])
def test_a_report_about_a_letter_that_nobody_signed_changes_nothing(sample):
    delivery = make_sent()
    forged = SENT_OUT.replace("n41", f"n{delivery.pk}")
    other = address_of(delivery, secret="another city's secret")
    # Another letter's signature, and a number without any.
    signed = address_of(Delivery(pk=delivery.pk + 1)).replace(f"n{delivery.pk + 1}-", f"n{delivery.pk}-")
    before = state()

    for address in (forged, other, signed, "news@city.example"):
        raw = sample.replace(SENT_OUT.encode(), address.encode())
        assert take_in(raw, envelope=[address], at=TUESDAY) is What.NOT_OURS

    assert state() == before


@pytest.mark.django_db
def test_the_mail_servers_word_for_whom_it_was_is_enough():
    delivery = make_sent()

    assert take_in(NOBODY, envelope=[address_of(delivery)], at=TUESDAY) is What.NOTED


@pytest.mark.django_db
def test_a_secret_that_was_replaced_still_counts(settings):
    delivery = make_sent()
    raw = came_back(NOBODY, delivery)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]

    assert take_in(raw, at=TUESDAY) is What.NOTED

    settings.SECRET_KEY_FALLBACKS = []
    assert take_in(raw, at=TUESDAY) is What.NOT_OURS


@pytest.mark.django_db
def test_a_reader_who_left_is_not_brought_back_and_a_letter_that_is_gone_is_no_news():
    delivery = make_sent()
    raw = came_back(NOBODY, delivery)
    leave(Reader.objects.get().key, by_id=None, at=MONDAY)

    assert take_in(raw, at=TUESDAY) is What.NOTED
    assert not Reader.objects.exists()

    Bounce.objects.all().delete()
    Delivery.objects.all().delete()
    assert take_in(raw, at=TUESDAY) is What.KNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(("confirmed_at", "status"), [(TUESDAY, "reading"), (MONDAY, "stopped")])
def test_who_said_yes_again_is_not_stopped_by_a_letter_from_before(confirmed_at, status):
    reader = make_reader(consent_at=confirmed_at)

    take_in(came_back(NOBODY, make_sent(reader)), at=TUESDAY + timedelta(days=1))

    reader.refresh_from_db()
    assert (reader.status, Bounce.objects.count()) == (status, 1)


def issues_come(reader: Reader, *returned: bool, status: str = "sent") -> str:
    """Send an issue after another, of which some come back; say how the reader stands."""
    for comes_back in returned:
        delivery = make_delivery(reader, issue=make_sending_issue(), status=status)
        if comes_back:
            take_in(came_back(FULL, delivery), at=TUESDAY)
    reader.refresh_from_db()
    return reader.status


@pytest.mark.django_db
def test_a_full_mailbox_stops_an_address_after_three_in_a_row():
    reader = make_reader()

    assert issues_come(reader, True, True) == "reading"
    assert issues_come(reader, True) == "stopped"
    assert (reader.stopped_why, list(Bounce.objects.values_list("kind", "code").distinct())) == (
        "full",
        [("soft", "5.2.2")],
    )


@pytest.mark.django_db
def test_one_that_arrived_in_between_begins_anew():
    reader = make_reader()

    assert issues_come(reader, True, True, False, True, True) == "reading"
    assert issues_come(reader, True) == "stopped"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["stopped", "nothing", "given-up"])
def test_a_letter_that_no_server_took_is_not_counted_as_one_that_arrived(status):
    reader = make_reader()
    issues_come(reader, True, True)
    issues_come(reader, False, status=status)

    assert issues_come(reader, True) == "stopped"


@pytest.mark.django_db
def test_what_came_back_long_ago_does_not_count():
    reader = make_reader(consent_at=MONDAY - timedelta(days=500))
    issues_come(reader, True, True)
    Delivery.objects.update(ended_at=TUESDAY - timedelta(days=121))

    assert issues_come(reader, True) == "reading"


LINES = st.sampled_from(
    [
        *sorted({line for one in (NOBODY, FULL, COMPLAINT, LOOP, samples.AWAY) for line in one.split(b"\n")}),
        b"To: news+n1-aaaabbbbccccdddd@city.example",
        b"Content-Type: message/delivery-status",
        b"Content-Transfer-Encoding: base64",
    ]
)
MESSAGES = st.binary(max_size=2_000) | st.lists(LINES | st.binary(max_size=60), max_size=60).map(b"\n".join)


@pytest.mark.django_db
def test_no_bytes_change_anything_unless_we_signed_them():
    make_sent()
    before = state()

    @hypothesis_settings(max_examples=300, deadline=None)
    @given(MESSAGES)
    def whatever_comes(raw):
        assert take_in(raw, envelope=[SENT_OUT], at=TUESDAY) is not What.NOTED
        assert state() == before

    whatever_comes()

# SPDX-License-Identifier: EUPL-1.2
"""An issue goes to everybody who reads along, once, over a real SMTP server that may refuse and be slow."""

import socket
import threading
import time
from datetime import timedelta
from email import message_from_bytes, policy
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.mail.bulk_line import BulkLine
from kennisstad.mail.models import Letter
from kennisstad.mail.server import read
from kennisstad.newsletter import delivering, ledger, links, mould, sending_actions
from kennisstad.newsletter.casting import Letters
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.models import Bounce, Delivery, Issue, Reader
from kennisstad.newsletter.models.issue import FAULT, NOT_WHOLE, UNREACHABLE, WHY_PAUSED
from kennisstad.newsletter.notices import tell_editors
from kennisstad.newsletter.pace import Trouble
from kennisstad.newsletter.sending import Sender, Sending
from kennisstad.web.refusals import NotNow
from kennisstad.worker.actions import beat
from tests.making import MONDAY, make_user
from tests.newsletter.making import make_issue_on_its_way, make_reader, make_sending_issue
from tests.newsletter.postbox import Postbox, opened
from tests.plans import plan_of

pytestmark = pytest.mark.django_db


def send(issue: Issue, postbox: Postbox, *, more: str = "&connections=2", too_long_s: float = 60.0) -> None:
    """Do what a worker does, once."""
    with override_settings(SMTP_URL=f"{postbox.url}{more}"):
        delivering.send(issue, worker_id="one", stopped=threading.Event(), too_long_s=too_long_s)
        sending_actions.reconcile(issue, at=timezone.now())
    issue.refresh_from_db()


def stands(issue: Issue) -> dict[str, int]:
    return issue.deliveries.by_status()


def test_everybody_who_reads_along_gets_it_once_and_the_issue_ends_with_its_tally():
    readers = [make_reader() for _number in range(30)]
    make_reader(status="asked")
    make_reader(status="stopped")
    issue = make_issue_on_its_way()

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert sorted(one.to for one in postbox.taken) == sorted(reader.email for reader in readers)
    assert (issue.status, issue.readers, issue.tally, issue.paused_why) == ("sent", 30, {"sent": 30}, "")


def test_a_letter_has_what_mail_programs_need_to_let_its_reader_leave():
    reader = make_reader("ana@example.org", language="en")
    issue = make_issue_on_its_way(title="A result was given back")

    with opened(Postbox()) as postbox:
        send(issue, postbox, more="&bounces=bounces@city.example")

    letter = message_from_bytes(postbox.taken[0].content, policy=policy.SMTP)
    leaving = letter["List-Unsubscribe"].strip(" <>")
    assert letter["To"] == "ana@example.org"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<newsletter.city.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "en"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for part in (text, html):
        assert "A result was given back" in part
        assert part.count(leaving) == 1
    assert postbox.taken[0].sender.startswith("bounces+n")
    assert str(reader.key) not in text


def test_a_reader_gets_only_what_was_asked_for_and_nothing_means_no_letter():
    make_reader("all@example.org")
    make_reader("here@example.org", districts=["WK054608"])
    make_reader("there@example.org", districts=["WK054609"])
    issue = make_issue_on_its_way(title="In the Merenwijk", districts=["WK054608"])

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert postbox.addresses() == {"all@example.org", "here@example.org"}
    assert issue.tally == {"nothing": 1, "sent": 2}


def test_what_is_refused_for_now_waits_and_goes_later_under_the_same_message_id():
    make_reader("busy@example.org")
    make_reader("well@example.org")
    issue = make_issue_on_its_way()

    with opened(Postbox(answers={"busy@example.org": ["451 4.7.1 Later"]})) as postbox:
        send(issue, postbox)
        assert (issue.status, stands(issue)) == ("sending", {"sent": 1, "waiting": 1})
        waits = Delivery.objects.waiting().get()
        assert (waits.tries, waits.reason, waits.sender) == (1, "451 4.7.1", "")
        assert waits.not_before > timezone.now() + timedelta(seconds=100)
        Delivery.objects.waiting().update(not_before=timezone.now())
        send(issue, postbox)

    assert (issue.status, issue.tally) == ("sent", {"sent": 2})
    assert postbox.doubled() == 0


def test_what_is_refused_time_after_time_is_given_up():
    make_reader("busy@example.org")
    issue = make_issue_on_its_way()

    with opened(Postbox(every="451 4.7.1 Later")) as postbox:
        for _time in range(ledger.TRIES):
            Delivery.objects.waiting().update(not_before=timezone.now())
            send(issue, postbox)

    assert (issue.status, issue.tally) == ("sent", {"given-up": 1})


def test_what_is_not_taken_time_after_time_stops_an_address_after_three_issues():
    reader = make_reader("full@example.org")

    for _issue in range(3):
        issue = make_issue_on_its_way()
        with opened(Postbox(every="452 4.2.2 Mailbox full")) as postbox:
            for _time in range(ledger.TRIES):
                Delivery.objects.waiting().update(not_before=timezone.now())
                send(issue, postbox)

    reader.refresh_from_db()
    assert (reader.status, reader.stopped_why) == ("stopped", "full")
    assert list(Bounce.objects.values_list("kind", "code")) == [("soft", "4.2.2")] * 3


def test_a_busy_server_has_days_and_is_never_asked_more_than_every_two_minutes():
    make_reader()
    issue = make_issue_on_its_way()
    moments = [timezone.now()]

    while ready := ledger.lease(issue.pk, sender="one", after=0, size=9, at=moments[-1]).ready:
        ledger.take_off([ready[0].id], sender="one")
        landed = ledger.Landed(ready[0].id, ledger.Status.WAITING, "451 4.3.2")
        ledger.land([landed], sender="one", at=moments[-1])
        moments += Delivery.objects.waiting().values_list("not_before", flat=True)

    pauses = [after - before for before, after in pairwise(moments)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=2), timedelta(hours=4))
    assert timedelta(days=2.5) < moments[-1] - moments[0] < timedelta(days=4)


def test_letters_are_found_by_number_and_not_among_all_that_a_sender_ever_held():
    """PostgreSQL keeps those in its index of senders until it is vacuumed."""
    for _number in range(2):
        make_reader()
    issue = make_issue_on_its_way()
    first, second = ledger.lease(issue.pk, sender="one", after=0, size=9, at=timezone.now()).ready
    ledger.take_off([first.id], sender="one")
    landed = [ledger.Landed(first.id, ledger.Status.SENT)]

    with CaptureQueriesContext(connection) as asked:
        off = ledger.at_once(landed, [second.id], sender="one", at=timezone.now())
        if off is None:
            ledger.land(landed, sender="one", at=timezone.now())
            off = ledger.take_off([second.id], sender="one")

    assert off == {second.id}
    assert stands(issue) == {"sent": 1, "in-flight": 1}
    assert len(asked) == {"postgresql": 1, "sqlite": 2}[connection.vendor]
    for query in asked:
        assert "delivery_taken" not in plan_of(query["sql"])


@pytest.mark.parametrize("status", [ledger.Status.WAITING, ledger.Status.REFUSED])
def test_what_did_not_arrive_is_never_written_down_as_sent(status):
    make_reader()
    make_reader()
    issue = make_issue_on_its_way()
    first, second = ledger.lease(issue.pk, sender="one", after=0, size=9, at=timezone.now()).ready
    ledger.take_off([first.id, second.id], sender="one")
    landed = [ledger.Landed(first.id, ledger.Status.SENT), ledger.Landed(second.id, status, "450 4.2.0")]

    assert ledger.at_once(landed, [first.id], sender="one", at=timezone.now()) is None
    assert stands(issue) == {"in-flight": 2}


def test_codes_of_what_is_about_us_never_stop_a_reader():
    reader = make_reader()

    for _issue in range(4):
        issue = make_issue_on_its_way()
        with opened(Postbox(every="550 5.7.1 Your server is on our list")) as postbox:
            send(issue, postbox)

    reader.refresh_from_db()
    assert (reader.status, Bounce.objects.count()) == ("reading", 4)


def test_an_old_server_that_says_it_in_words_alone_is_understood():
    reader = make_reader()
    issue = make_issue_on_its_way()

    with opened(Postbox(every="550 User unknown")) as postbox:
        send(issue, postbox)

    reader.refresh_from_db()
    assert (reader.status, reader.stopped_why) == ("stopped", "bounced")
    assert list(Bounce.objects.values_list("kind", "reason")) == [("hard", "550")]


def test_an_address_that_does_not_exist_is_tried_once_and_gets_no_more_mail():
    reader = make_reader("gone@example.org")
    issue = make_issue_on_its_way()

    with opened(Postbox(answers={"gone@example.org": ["550 5.1.1 No such user"] * 9})) as postbox:
        send(issue, postbox)
        send(issue, postbox)

    reader.refresh_from_db()
    assert len(postbox.answers["gone@example.org"]) == 8
    assert issue.tally == {"refused": 1}
    assert (reader.status, reader.stopped_why) == ("stopped", "bounced")
    assert list(Bounce.objects.values_list("kind", "code")) == [("hard", "5.1.1")]


def test_a_refusal_for_another_reason_leaves_the_reader_on_the_list():
    reader = make_reader()
    issue = make_issue_on_its_way()

    with opened(Postbox(every="554 5.7.1 Your address is on a list")) as postbox:
        send(issue, postbox)

    reader.refresh_from_db()
    assert (issue.tally, reader.status) == ({"refused": 1}, "reading")


def test_who_leaves_while_it_goes_on_its_way_gets_nothing_sent_after_that(monkeypatch):
    """Everybody leaves between two letters, just after the next one was taken off."""
    readers = [make_reader() for _number in range(20)]
    issue = make_issue_on_its_way()
    was_leaving: dict[str, bool] = {}
    take_off = ledger.take_off

    def and_all_leave(numbers, *, sender):
        off = take_off(numbers, sender=sender)
        if off and not was_leaving:
            was_leaving.update({one.email: leave(one.key, by_id=None, at=timezone.now()) for one in readers})
        return off

    monkeypatch.setattr(ledger, "take_off", and_all_leave)
    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert postbox.addresses() == {email for email, told in was_leaving.items() if told}
    assert (len(postbox.taken), issue.tally) == (2, {"left": 18, "sent": 2})
    assert Reader.objects.count() == 0


def test_a_mail_server_that_is_not_there_pauses_the_issue_and_tells_the_editor():
    editor = make_user(email="editor@city.example", language="en")
    make_reader()
    issue = make_issue_on_its_way(planned_by=editor)

    send(issue, Postbox(port=unused_port()), too_long_s=0.0)

    assert (issue.status, issue.paused_why, stands(issue)) == ("paused", UNREACHABLE, {"waiting": 1})
    assert Delivery.objects.get().tries == 0
    assert list(Letter.objects.values_list("to", "subject")) == [
        ("editor@city.example", f"Newsletter {issue.number} is paused")
    ]


def test_deliveries_that_need_no_server_do_not_hide_that_it_is_silent():
    """Between those who get it stand others whom nothing in it concerns: they end without the server."""
    for number in range(40):
        make_reader(districts=["WK054609"] if number % 2 else [])
    issue = make_issue_on_its_way(districts=["WK054608"])
    trouble = Trouble(too_long_s=1.0, first_wait_s=0.01, longest_wait_s=0.01)

    with socket.create_server(("127.0.0.1", 0), backlog=100) as silent:
        server = read(f"smtp://127.0.0.1:{silent.getsockname()[1]}?from=news@city.example")
        sending = Sending(issue.pk, Letters(issue, server), "one", lambda number: server.sender)
        sender = Sender(
            sending,
            lambda: BulkLine(server, timeout_s=0.3),
            connections=2,
            rate=lambda: 0.0,
            trouble=trouble,
            stopped=threading.Event(),
        )
        sender.run()

    assert sender.why_paused == UNREACHABLE
    assert stands(issue) == {"nothing": 20, "waiting": 20}


def test_after_a_pause_it_goes_on_where_it_was():
    editor = make_user()
    for _number in range(3):
        make_reader()
    issue = make_issue_on_its_way()
    send(issue, Postbox(port=unused_port()), too_long_s=0.0)

    sending_actions.resume(issue, by=editor, at=timezone.now())
    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert (issue.status, len(postbox.taken), postbox.doubled()) == ("sent", 3, 0)


def test_a_paused_issue_does_not_leave():
    make_reader()
    issue = make_issue_on_its_way()
    sending_actions.pause(issue, by=make_user(), at=timezone.now())

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert (postbox.taken, stands(issue)) == ([], {"waiting": 1})


def test_a_stopped_issue_ends_for_everybody_who_has_not_got_it():
    make_reader()
    issue = make_issue_on_its_way()

    sending_actions.stop(issue, by=make_user(), at=timezone.now())
    delivering.look_after(timezone.now())

    issue.refresh_from_db()
    assert (issue.status, issue.tally) == ("stopped", {"stopped": 1})
    with pytest.raises(NotNow):
        sending_actions.resume(issue, by=make_user(), at=timezone.now())


def test_a_letter_in_flight_when_its_issue_is_stopped_is_counted_as_it_ends():
    make_reader()
    issue = make_issue_on_its_way()
    (ready,) = ledger.lease(issue.pk, sender="one", after=0, size=9, at=timezone.now()).ready
    ledger.take_off([ready.id], sender="one")
    sending_actions.stop(issue, by=make_user(), at=timezone.now())

    ledger.land([ledger.Landed(ready.id, ledger.Status.SENT)], sender="one", at=timezone.now())
    delivering.look_after(timezone.now())

    issue.refresh_from_db()
    assert issue.tally == {"sent": 1}


def test_an_issue_with_a_reader_without_a_row_does_not_end_in_silence():
    for _number in range(2):
        make_reader()
    issue = make_issue_on_its_way()
    Delivery.objects.order_by("pk").last().delete()

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert (issue.status, issue.paused_why) == ("paused", NOT_WHOLE)


def test_letters_that_cannot_be_made_pause_the_issue(monkeypatch):
    for _number in range(30):
        make_reader()
    issue = make_issue_on_its_way()
    monkeypatch.setattr("kennisstad.newsletter.rendering.render", None)

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    assert (issue.status, issue.paused_why, postbox.taken) == ("paused", FAULT, [])
    assert stands(issue) == {"waiting": 30}


@pytest.mark.django_db(transaction=True)
def test_without_a_mail_server_letters_are_kept_here_and_shown():
    make_reader("ana@example.org")
    issue = make_issue_on_its_way(title="A result was given back")

    with override_settings(SMTP_URL=""):
        delivering.send(issue, worker_id="one", stopped=threading.Event())

    letter = Letter.objects.get()
    assert (letter.to, letter.status) == ("ana@example.org", "kept")
    assert (letter.private, letter.kind) == (True, "newsletter")
    assert "A result was given back" in letter.body
    assert "<html" in letter.html
    assert "A result was given back" in letter.html


def test_editors_read_why_an_issue_was_paused_as_it_was_written(monkeypatch):
    monkeypatch.setitem(WHY_PAUSED, FAULT, "Letters couldn't be made: ask & wait.")
    issue = make_sending_issue(status="paused", paused_why=FAULT)
    make_user(Role.ADMINISTRATOR)

    tell_editors(issue, at=MONDAY)

    assert "Letters couldn't be made: ask & wait." in Letter.objects.get().body


def last_of(issue: Issue, *, per_second: int) -> float:
    """Send, and give after how many seconds the last letter was begun."""
    with opened(Postbox()) as postbox:
        began = time.time()
        send(issue, postbox, more=f"&per_second={per_second}")
    return max(one.begun_at for one in postbox.taken) - began


def test_only_so_many_leave_in_a_second():
    for _number in range(6):
        make_reader()
    issue = make_issue_on_its_way()

    assert last_of(issue, per_second=4) > 1.2


def test_workers_share_what_may_leave_in_a_second():
    for worker in ("one", "two"):
        beat(worker, started_at=timezone.now(), at=timezone.now())
    for _number in range(6):
        make_reader()
    issue = make_issue_on_its_way()

    assert last_of(issue, per_second=4) > 2.4


def test_what_a_lost_worker_held_goes_back():
    make_reader()
    issue = make_issue_on_its_way()
    (ready,) = ledger.lease(issue.pk, sender="lost", after=0, size=9, at=timezone.now()).ready
    ledger.take_off([ready.id], sender="lost")

    delivering.free_lost(timezone.now())

    assert list(Delivery.objects.values_list("status", "sender")) == [("waiting", "")]


def test_a_worker_that_was_thought_lost_writes_nothing_over():
    make_reader()
    issue = make_issue_on_its_way()
    (ready,) = ledger.lease(issue.pk, sender="slow", after=0, size=9, at=timezone.now()).ready
    ledger.take_off([ready.id], sender="slow")
    ledger.give_back(sender="slow")

    ledger.land([ledger.Landed(ready.id, ledger.Status.REFUSED)], sender="slow", at=timezone.now())

    assert list(Delivery.objects.values_list("status", flat=True)) == ["waiting"]


def test_two_senders_never_take_the_same():
    for _number in range(10):
        make_reader()
    issue = make_issue_on_its_way()

    first = ledger.lease(issue.pk, sender="one", after=0, size=6, at=timezone.now()).ready
    other = ledger.lease(issue.pk, sender="two", after=0, size=6, at=timezone.now()).ready

    assert (len(first), len(other)) == (6, 4)
    assert {one.id for one in first} & {one.id for one in other} == set()


def test_no_words_can_lead_a_readers_own_codes_elsewhere():
    """Who knew what stands in a reader's place could put the codes of all readers into a link."""
    reader = make_reader()
    earlier = mould.new_marks()
    words = f"https://evil.example/{earlier.leave} own-leave.invalid own-choices.invalid"
    issue = make_issue_on_its_way(title=words)

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    letter = message_from_bytes(postbox.taken[0].content, policy=policy.SMTP)
    for kind in ("plain", "html"):
        told = " ".join(letter.get_body((kind,)).get_content().split())
        assert words in told
        assert told.count(links.leave_address(reader.key, reader.language)) == 1


def test_words_of_people_are_never_a_template():
    make_reader()
    issue = make_issue_on_its_way(title="{{ issue.pk }}{% now 'Y' %}<script>")

    with opened(Postbox()) as postbox:
        send(issue, postbox)

    letter = message_from_bytes(postbox.taken[0].content, policy=policy.SMTP)
    assert "{{ issue.pk }}{% now 'Y' %}<script>" in letter.get_body(("plain",)).get_content()
    assert "<script>" not in letter.get_body(("html",)).get_content()


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_at_the_command_line_an_issue_is_paused_resumed_and_stopped(capsys):
    make_reader()
    issue = make_issue_on_its_way()
    stood = []

    for step in ("pause", "resume", "stop"):
        call_command(f"newsletter_{step}", str(issue.number))
        issue.refresh_from_db()
        stood.append(issue.status)

    assert stood == ["paused", "sending", "stopped"]
    assert Letter.objects.count() == 0
    for step, why in (
        ("resume", "that is paused can be resumed. This one is: stopped."),
        ("pause", "that is on its way can be paused. This one is: stopped."),
        ("stop", "that is on its way or paused can be stopped. This one is: stopped."),
    ):
        with pytest.raises(CommandError, match=why):
            call_command(f"newsletter_{step}", str(issue.number))

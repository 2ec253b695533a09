# SPDX-License-Identifier: EUPL-1.2
"""Messages: stored first, then told; answered once, in the language they were written in."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.contact import actions, codes
from kennisstad.contact.following import code_of
from kennisstad.contact.models import Message, ReadyAnswer, Status
from kennisstad.contact.queries import message_with
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.contact.making import make_message
from tests.making import MONDAY, make_partner, make_user
from tests.neighbourhoods.making import make_city

SECRETS = st.text(min_size=1, max_size=20)


@given(SECRETS, st.uuids())
def test_a_code_is_the_same_however_it_is_said(secret, key):
    code = codes.derive(secret, key)

    assert len(code) == 14
    assert codes.tidy(code.upper().replace("-", " ")) == code
    assert codes.tidy(code.replace("0", "O").replace("1", "l")) == code


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(typed):
    assert codes.tidy(codes.tidy(typed)) == codes.tidy(typed)


@pytest.mark.django_db
def test_a_message_is_stored_told_to_the_brokers_and_confirmed_to_its_sender():
    broker = make_user(Role.BROKER, language="en")

    message = make_message(kind="accessibility", email="sender@example.org", words="Ik zie niets.")

    code = code_of(message.key, message.code_digest)
    assert (message.status, message.sent_at, message_with(code.upper())) == ("new", MONDAY, message)
    to_desk, to_sender = Letter.objects.order_by("pk")
    assert (to_desk.to, to_desk.language, to_desk.private) == (broker.email, "en", False)
    assert "Ik zie niets" not in to_desk.body + to_desk.subject
    assert f"/en/workspace/messages/{message.pk}/" in to_desk.body
    assert (to_sender.to, to_sender.language, to_sender.private) == ("sender@example.org", "nl", True)
    assert f"/contact/volgen/{code}/" in to_sender.body
    assert list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "facts")) == [
        ("message.sent", f"message:{message.pk}", None, {"about": "accessibility", "look_first": False})
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "promise"), [("nl", "uiterlijk op 30 november"), ("en", "by 30 November")]
)
def test_what_a_stranger_writes_goes_to_no_address_they_fill_in(language, promise):
    words = "Win at https://phish.example"

    make_message(email="victim@example.org", name="Your bank", page="/win/", words=words, language=language)

    letter = Letter.objects.get()
    assert not [
        said for said in (words, "phish", "Your bank", "/win/") if said in letter.subject + letter.body
    ]
    assert promise in letter.body


@pytest.mark.django_db
def test_one_address_hears_three_times_a_day_that_a_message_arrived_and_all_are_kept():
    for number in range(5):
        make_message(email=f"Victim+{number}@example.org", words=f"Bericht {number}")
    make_message(email="other@example.org")

    assert (Message.objects.count(), Letter.objects.count()) == (6, 4)
    make_message(email="victim@example.org", at=MONDAY + timedelta(days=1))
    assert Letter.objects.count() == 5


@pytest.mark.django_db
def test_without_a_broker_the_desk_of_the_city_hears_of_it():
    make_city(email="loket@example.org")

    make_message()

    assert list(Letter.objects.values_list("to", "language")) == [("loket@example.org", "nl")]


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_one_message_and_one_letter():
    make_city(email="loket@example.org")
    key = uuid.uuid4()

    assert make_message(key=key) == make_message(key=key, words="Nog eens")
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_an_answer_goes_to_the_sender_in_their_language_and_ends_it():
    message, broker = make_message(language="en", email="sender@example.org"), make_user(Role.BROKER)
    Letter.objects.all().delete()

    actions.take(message, by=broker, at=MONDAY)
    actions.answer(message, words="It works now.", by=broker, at=MONDAY)

    message.refresh_from_db()
    assert (message.status, message.answer, message.ended_at) == ("answered", "It works now.", MONDAY)
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.subject) == (
        "sender@example.org",
        "en",
        "An answer to your message",
    )
    assert "It works now." in letter.body
    kinds = ["message.sent", "message.taken", "message.answered"]
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        (kinds[0], None),
        (kinds[1], broker.pk),
        (kinds[2], broker.pk),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("ended", ["answer", "close"])
def test_what_has_ended_stays_as_it_is(ended):
    message = make_message()
    if ended == "answer":
        actions.answer(message, words="Dank u.", by=None, at=MONDAY)
    else:
        actions.close(message, by=None, at=MONDAY)

    for again in (
        lambda: actions.take(message, by=None, at=MONDAY),
        lambda: actions.answer(message, words="Anders", by=None, at=MONDAY),
        lambda: actions.close(message, by=None, at=MONDAY),
    ):
        with pytest.raises(NotNow):
            again()
    assert Event.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"status": Status.ANSWERED, "ended_at": MONDAY}, {"ended_at": MONDAY}]
)
def test_the_database_refuses_what_cannot_be(wrong):
    message = make_message()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)


@pytest.mark.django_db
def test_the_command_line_does_what_the_desk_does():
    message = make_message(page="/wijken/", name="Noor")
    make_user(Role.BROKER, username="makelaar")
    museum = make_partner("museum")
    make_user(Role.PARTNER_EDITOR, partner=museum)
    unproven, other = make_message(look_first=True), make_message(look_first=True)

    def said(*words: str) -> str:
        call_command(*words, stdout=(out := StringIO()))
        return out.getvalue()

    number = str(message.pk)
    row = f"{number}\t2026-11-23\t2026-11-30\tgeneral\tcity\tnew\tnl\n"
    heads = "number\tsent\tdue\tkind\tdesk\tstatus\tlanguage\tmark\n"
    assert said("contact_list") == heads + row + "".join(
        row.replace(number, str(one.pk), 1).rstrip() + "\tlook first\n" for one in (unproven, other)
    )
    assert said("contact_list", "--look-first").count("\n") == 3
    assert "\nsent_at: 2026-11-23 10:00\n" in said("contact_show", number)
    assert "page: /wijken/\nname: Noor\n\nDe kaart laat" in said("contact_show", number)
    assert said("contact_take", number) == f"Message {number} is being looked at.\n"
    assert said("contact_assign", number, "makelaar") == f"Message {number} is given.\n"
    assert said("contact_hand__over", number, "museum") == f"Message {number} is handed over.\n"
    message.refresh_from_db()
    assert (message.desk, message.assigned_to) == (museum, None)
    assert said("contact_hand__over", number, "city") == f"Message {number} is handed over.\n"
    assert said("contact_answer", number, "Dank u.") == f"Message {number} is answered.\n"
    assert said("contact_accept", str(unproven.pk)) == f"Message {unproven.pk} is with its desk.\n"
    assert said("contact_close", str(unproven.pk)) == f"Message {unproven.pk} is closed.\n"
    assert said("contact_spam", str(other.pk)) == f"Message {other.pk} was thrown away.\n"
    assert said("contact_list") == said("contact_list", "--overdue") == "No such message.\n"
    assert said("contact_list", "--all").count("\n") == 4
    normal = str(make_message().pk)
    for words, refusal in (
        (("contact_close", number), "this message is answered. It stays as it is"),
        (("contact_accept", normal), "with its desk already, and new. It can be answered or closed"),
        (("contact_show", "99999"), "no message with number 99999"),
        (("contact_assign", number, "nobody"), "Nobody signs in as 'nobody'"),
        (("contact_hand__over", number, "nowhere"), "no organisation with key 'nowhere'"),
        (("contact_answer", number, "\x00 "), "1 to 5000 characters"),
    ):
        with pytest.raises(CommandError, match=refusal):
            call_command(*words)


@pytest.mark.django_db
def test_the_command_line_keeps_the_ready_answers():
    def said(*words: str) -> list[str]:
        call_command("contact_ready", *words, stdout=(out := StringIO()))
        return out.getvalue().splitlines()

    made = said("--add", "--nl", "Open", "Elke\ndag.", "--en", "Hours", "Every day.")
    number = str(ReadyAnswer.objects.get().pk)
    assert made == [f"{number}\tnl\tOpen\tElke dag.", f"{number}\ten\tHours\tEvery day."]
    changed = said("--change", number, "--en", "Hours", "Not on Sunday.")
    assert changed == said() == [made[0], f"{number}\ten\tHours\tNot on Sunday."]
    for words, refusal in (
        (["--add"], "Say --add or"),
        (["--nl", "Open", "Elke dag."], "Say --add or"),
        (["--change", number], "Say --add or"),
        (["--change", "99999", "--nl", "Open", "Dag."], "no ready answer with number 99999"),
        (["--add", "--nl", "\x00", "Elke dag."], "a name of 1 to 120"),
        (["--add", "--nl", "Open", "x" * 5_001], "1 to 5000"),
    ):
        with pytest.raises(CommandError, match=refusal):
            said(*words)
    assert said("--remove", number) == []


@pytest.mark.django_db
def test_the_command_line_says_who_answers_what():
    def said(*words: str) -> str:
        call_command("contact_route", *words, stdout=(out := StringIO()))
        return out.getvalue()

    make_user(Role.PARTNER_EDITOR, partner=make_partner("museum"))
    make_partner("alone")

    assert "press\tmuseum\nsecurity\tcity\n" in said("press", "museum")
    assert said() == said("press", "museum")
    assert "museum" not in said("press", "city")
    for words, refusal in (
        (["press"], "Say the key"),
        (["press", "nowhere"], "no organisation with key 'nowhere'"),
        (["press", "alone"], "Nobody of this organisation"),
    ):
        with pytest.raises(CommandError, match=refusal):
            said(*words)

# SPDX-License-Identifier: EUPL-1.2
"""Messages: stored first, then told; answered once, in the language they were written in."""

import uuid
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
from kennisstad.contact.models import Message, Status
from kennisstad.contact.queries import message_with
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.contact.making import make_message
from tests.making import MONDAY, make_user
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
    assert list(Event.objects.values_list("kind", "subject", "actor", "facts")) == [
        ("message.sent", f"message:{message.pk}", None, {"about": "accessibility"})
    ]


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
def test_the_command_line_lists_shows_and_closes():
    message = make_message(page="/wijken/", name="Noor")

    def said(*words: str) -> str:
        call_command(*words, stdout=(out := StringIO()))
        return out.getvalue()

    number = str(message.pk)
    assert said("message_list") == f"{number}\t2026-11-23\tgeneral\tnew\tnl\n"
    assert "page: /wijken/\nname: Noor\n\nDe kaart laat" in said("message_show", number)
    assert said("message_close", number) == f"Message {number} is closed.\n"
    assert said("message_list") == ""
    assert "closed" in said("message_list", "--all")
    with pytest.raises(CommandError, match="Somebody was here before you"):
        call_command("message_close", number)
    with pytest.raises(CommandError, match="no message with number 99"):
        call_command("message_show", "99")

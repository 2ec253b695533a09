# SPDX-License-Identifier: EUPL-1.2
"""The desk of messages: what is another desk's stands apart, and a link to a sender writes to that sender."""

import pytest
from django.urls import reverse

from kennisstad.accounts.models import Role
from kennisstad.contact.models import Message
from tests.contact.making import make_message
from tests.making import make_partner, make_user

pytestmark = pytest.mark.django_db


def forms_on(page) -> set[str]:
    names = ("message_answer", "message_take", "message_close", "message_assign", "message_hand_over")
    return {name for name in names if any(part in page for part in _addresses(name))}


def _addresses(name: str) -> list[str]:
    return [f'action="{reverse(f"workspace:{name}", args=[one.pk])}"' for one in Message.objects.all()]


def test_a_broker_sees_what_another_desk_answers_apart_and_can_take_it_back(desk_of):
    museum = make_partner("museum")
    editor = make_user(Role.PARTNER_EDITOR, partner=museum)
    one = make_message(desk=museum)
    desk = desk_of(make_user(Role.BROKER))

    trays = {tray.name: tray.count for tray in desk.see("messages").context["trays"]}
    page = desk.see("message", pk=one.pk).content.decode()
    theirs = desk_of(editor)

    assert (trays["waiting"], trays["elsewhere"]) == (0, 1)
    assert forms_on(page) == {"message_hand_over"}
    assert "elsewhere" not in {tray.name for tray in theirs.see("messages").context["trays"]}
    assert "message_answer" in forms_on(theirs.see("message", pk=one.pk).content.decode())


def test_a_message_is_given_to_a_colleague_only_when_there_is_one(desk_of):
    one, broker = make_message(), make_user(Role.BROKER)
    desk = desk_of(broker)

    assert "message_assign" not in forms_on(desk.see("message", pk=one.pk).content.decode())
    make_user(Role.BROKER)
    assert "message_assign" in forms_on(desk.see("message", pk=one.pk).content.decode())


def test_a_link_to_a_sender_holds_an_address_and_nothing_else(desk_of):
    one = make_message(email="a?bcc=x%40y.nl&body=hoi@b.nl")

    page = desk_of(make_user(Role.BROKER)).see("message", pk=one.pk).content.decode()

    assert 'href="mailto:a%3Fbcc%3Dx%2540y.nl%26body%3Dhoi@b.nl"' in page

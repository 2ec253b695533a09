# SPDX-License-Identifier: EUPL-1.2
"""The outbox: letters to askers are for brokers' eyes only."""

from uuid import uuid4

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Letter, Status
from tests.making import MONDAY, make_partner, make_user

pytestmark = pytest.mark.django_db
SECRETS = ("asker@example.org", "Uw volgcode", "tulp-4821-brug-lamp")


def make_letter(*, private: bool, status: str = Status.KEPT, to: str = "asker@example.org") -> Letter:
    return Letter.objects.create(
        to=to,
        subject="Uw volgcode" if private else "Een voorstel",
        body="Volg uw vraag met tulp-4821-brug-lamp." if private else "Past <b>dit</b>?",
        language="nl",
        private=private,
        status=status,
        made_at=MONDAY,
        not_before=MONDAY,
        tries=8 if status == Status.FAILED else 0,
        problem="SMTPRecipientsRefused 550" if status == Status.FAILED else "",
        message_id=f"<{Letter.objects.count()}@example.org>",
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BROKER])
def test_others_see_that_there_is_a_letter_and_nothing_in_it(desk_of, role):
    letter = make_letter(private=True)
    desk = desk_of(make_user(role, partner=make_partner()))

    with override("en"):
        pages = desk.see("mail"), desk.see("letter", pk=letter.pk)

    for page in pages:
        text = page.content.decode()
        assert "A letter to somebody without an account" in text
        assert [secret for secret in SECRETS if secret in text] == []


def test_brokers_read_letters_to_askers(desk_of):
    letter = make_letter(private=True)
    desk = desk_of(make_user(Role.BROKER))

    text = desk.see("letter", pk=letter.pk).content.decode()

    assert [secret for secret in SECRETS if secret in text] == list(SECRETS)
    assert "Uw volgcode" in desk.see("mail").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BROKER])
def test_a_letter_to_a_coordinator_is_read_by_nobody_else(desk_of, role):
    letter = make_letter(private=False, to="user@example.org")
    desk = desk_of(make_user(role, partner=make_partner()))

    with override("en"):
        pages = desk.see("mail"), desk.see("letter", pk=letter.pk)

    for page in pages:
        text = page.content.decode()
        assert "A letter to somebody who signs in" in text
        assert [secret for secret in (*SECRETS, "Een voorstel", "user@example.org") if secret in text] == []


def test_a_letter_is_read_by_whom_it_is_for_and_as_words(desk_of):
    letter = make_letter(private=False, to="User@example.org")
    desk = desk_of(make_user(Role.COORDINATOR, partner=make_partner(), email="user@example.org"))

    text = desk.see("letter", pk=letter.pk).content.decode()

    assert "Past &lt;b&gt;dit&lt;/b&gt;?" in text
    assert "User@example.org" in desk.see("mail").content.decode()


def test_a_letter_to_an_asker_is_the_brokers_even_when_the_address_is_ones_own(desk_of):
    letter = make_letter(private=True, to="user@example.org")
    desk = desk_of(make_user(Role.COORDINATOR, partner=make_partner(), email="user@example.org"))

    assert "tulp-4821" not in desk.see("letter", pk=letter.pk).content.decode()


def test_a_letter_that_failed_goes_in_line_again(desk_of):
    letter = make_letter(private=True, status=Status.FAILED)
    desk, key = desk_of(make_user(Role.ADMINISTRATOR)), {"key": str(uuid4())}

    assert [desk.press("try_again", key, pk=letter.pk).status_code for _ in range(2)] == [302, 302]

    letter.refresh_from_db()
    assert (letter.status, letter.tries) == (Status.WAITING, 0)


def test_a_letter_that_went_does_not_go_again(desk_of):
    letter = make_letter(private=True)

    answer = desk_of(make_user(Role.BROKER)).press("try_again", pk=letter.pk)

    letter.refresh_from_db()
    assert (answer.status_code, letter.status) == (409, Status.KEPT)

# SPDX-License-Identifier: EUPL-1.2
"""Signing in: nobody learns who exists, guessing is slowed down, and nobody is led elsewhere."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kennisstad.accounts import actions
from kennisstad.accounts.models import HeldRole, Role, User
from tests.making import MONDAY, make_partner, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "een heel lang wachtwoord"
EVIL = [
    "//evil.example",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://evil.example",
    "http://testserver@evil.example/",
    "https://testserver.evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//evil.example",
    "/\t/evil.example",
    "//evil.example\r\nX-Evil: 1",
    "\x00//evil.example",
]


@pytest.fixture
def user() -> User:
    user = make_user(Role.BROKER, username="bekend-iemand")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, name: str = "bekend-iemand", password: str = PASSWORD, **fields: Any) -> Any:
    extra = {key: fields.pop(key) for key in ("REMOTE_ADDR", "headers") if key in fields}
    return client.post("/inloggen/", {"username": name, "password": password} | fields, **extra)


def without_token(answer: Any) -> str:
    """Read a page without what is different each time: the form's token."""
    return answer.content.decode().replace(str(answer.context["csrf_token"]), "")


def test_known_unknown_and_closed_accounts_get_the_same_answer(client, user):
    closed = make_user(username="gesloten-iemand", is_active=False)
    closed.set_password(PASSWORD)
    closed.save()

    answers = [
        sign_in(client, name, word)
        for name, word in (("bekend-iemand", "x"), ("gesloten-iemand", PASSWORD), ("onbekend-iemand", "x"))
    ]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert (
        len(
            {
                without_token(a).replace(n, "")
                for a, n in zip(answers, ("bekend-iemand", "gesloten-iemand", "onbekend-iemand"), strict=True)
            }
        )
        == 1
    )


def test_guesses_at_one_name_are_limited_from_wherever_they_come(client, user):
    answers = [
        sign_in(client, name, "x", REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number, name in enumerate(["bekend-iemand", "wie"] * 11)
    ]

    assert answers == [400] * 20 + [429] * 2
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize(
    "other",
    [
        "  bekend-iemand",
        "bekend-iemand\u00a0",
        "ｂekend-iemand",
        "BEKEND-IEMAND",
        "𝐛ekend-iemand",
        "\u2003bekend-iemand",
    ],
)
def test_a_name_written_otherwise_is_counted_with_the_same_name(client, user, other):
    for number in range(10):
        sign_in(client, other, "x", REMOTE_ADDR=f"192.0.2.{number}")

    assert sign_in(client).status_code == 429


def test_guesses_from_one_network_are_limited_whatever_the_names(client, user):
    answers = [sign_in(client, f"naam-{number}", "x").status_code for number in range(31)]

    assert answers == [400] * 30 + [429]
    assert sign_in(client).status_code == 429
    assert sign_in(client, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_a_session_begins_anew_at_sign_in(client, user):
    session = client.session
    session["from-before"] = "yes"
    session.save()
    before = session.session_key
    client.cookies["session"] = before

    sign_in(client)

    assert client.cookies["session"].value != before
    assert not client.session.__class__(before).exists(before)


def test_the_session_cookie_is_for_the_server_alone(client, user):
    cookie = sign_in(client).cookies["session"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 12 * 3600)


@pytest.mark.parametrize("address", EVIL)
def test_nobody_is_led_to_another_site(client, user, address):
    shown = client.get("/inloggen/", {"next": address})
    answer = sign_in(client, next=address)

    assert b"evil.example" not in shown.content
    assert (answer.status_code, answer["Location"]) == (302, "/werkplek/")
    again = client.get("/inloggen/", {"next": address})
    assert (again.status_code, again["Location"]) == (302, "/werkplek/")
    out = client.post("/uitloggen/", {"next": address})
    assert (out.status_code, out["Location"] in ("/", "/uitloggen/")) == (302, True)


def test_a_page_of_our_own_is_returned_to(client, user):
    assert sign_in(client, next="/werkplek/makelaar/")["Location"] == "/werkplek/makelaar/"


def test_only_a_press_signs_out(client, user):
    sign_in(client)
    assert client.get("/uitloggen/").status_code == 405
    assert client.get("/werkplek/").status_code == 200

    client.post("/uitloggen/")

    assert client.get("/werkplek/").status_code == 302


def test_another_site_cannot_sign_anybody_in_or_out(user):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    strict.force_login(user)

    assert strict.post("/uitloggen/").status_code == 403
    assert strict.get("/werkplek/").status_code == 200


def test_who_is_let_go_or_closed_is_out_at_the_next_page(client, user):
    sign_in(client)
    assert client.get(reverse("workspace:desk")).status_code == 200

    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/werkplek/")["Location"].startswith("/inloggen/")

    User.objects.filter(pk=user.pk).update(is_active=True)
    actions.let_go(user, by=make_user(Role.ADMINISTRATOR), at=MONDAY)
    assert client.get("/werkplek/")["Location"].startswith("/inloggen/")


def test_a_new_password_ends_all_other_sessions(client, user):
    sign_in(client)

    user.set_password("een ander lang wachtwoord")
    user.save()

    assert client.get("/werkplek/")["Location"].startswith("/inloggen/")


def test_a_role_that_was_taken_is_gone_at_the_next_page(client, user):
    sign_in(client)
    desk = reverse("workspace:desk")
    assert client.get(desk).status_code == 200

    actions.take_role(HeldRole.objects.get(user=user), by=make_user(Role.ADMINISTRATOR), at=MONDAY)

    assert client.get(desk).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_may_look_after_the_editors_users(client, role):
    client.force_login(make_user(role, partner=make_partner()))

    for address in ("/redactie/users/", "/redactie/users/new/", "/redactie/groups/", "/redactie/sites/"):
        assert client.get(address).status_code in (302, 403, 404), address


@pytest.mark.parametrize("address", ["/_util/login/", "/en/_util/login/"])
def test_there_is_no_second_way_in(client, user, address):
    answer = client.post(address, {"username": "bekend-iemand", "password": PASSWORD})

    assert "session" not in answer.cookies


def test_no_page_promises_a_letter_that_never_leaves(client):
    assert client.get("/redactie/password_reset/").status_code == 404

# SPDX-License-Identifier: EUPL-1.2
"""Everybody changes their own password; other devices are then signed out."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kennisstad.accounts.actions import give_password
from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from tests.making import make_user

PRESENT, NEW = "tulp-brug-lamp-1574", "molen gracht hofje plein"
TYPED = {"present": PRESENT, "new": NEW, "again": NEW}
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = make_user(Role.BROKER, username="coenraad-van-der-werf")
    user.set_password(PRESENT)
    user.save()
    return user


@pytest.fixture
def desk(user, desk_of):
    return desk_of(user)


def test_password_is_changed_here_and_signs_out_every_other_device(user, desk, desk_of):
    elsewhere = desk_of(user)
    elsewhere.see("home")

    answer = desk.press("password", TYPED)

    user.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("workspace:home"))
    assert user.check_password(NEW)
    assert (desk.see("home").status_code, elsewhere.see("home").status_code) == (200, 302)
    assert list(Event.objects.order_by("pk").values_list("kind", "subject", "actor")) == [
        ("password.changed", f"user:{user.pk}", user.pk)
    ]


def test_new_password_signs_in_and_the_old_one_does_not(desk):
    desk.press("password", TYPED)

    def sign_in(password: str) -> int:
        typed = {"username": "coenraad-van-der-werf", "password": password}
        return Client().post(reverse("accounts:sign_in"), typed).status_code

    assert (sign_in(NEW), sign_in(PRESENT)) == (302, 400)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"present": "iets-anders-dan-dat"}, ["present"]),
        ({"present": ""}, ["present"]),
        ({"new": "te kort", "again": "te kort"}, ["new"]),
        ({"new": "password1234", "again": "password1234"}, ["new"]),
        ({"new": "coenraad-van-der-werf", "again": "coenraad-van-der-werf"}, ["new"]),
        ({"new": "a" * 257, "again": "a" * 257}, ["new", "again"]),
        ({"again": NEW.upper()}, ["again"]),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(user, desk, change, wrong, language):
    desk.see("home")
    address = {"nl": "/werkplek/wachtwoord/", "en": "/en/workspace/password/"}[language]

    answer = desk.client.post(address, TYPED | change)

    user.refresh_from_db()
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, wrong)
    assert user.check_password(PRESENT)
    assert not Event.objects.exists()
    # What was typed never comes back in a page.
    typed = re.findall(r'<input type="password"[^>]*>', answer.content.decode())
    assert [" value=" in field for field in typed] == [False] * 3


def test_spaces_at_the_ends_belong_to_a_password(user, desk):
    desk.press("password", {"present": PRESENT, "new": f" {NEW} ", "again": f" {NEW} "})

    user.refresh_from_db()
    assert user.check_password(f" {NEW} ")


def test_whoever_finds_an_open_desk_cannot_try_passwords_for_long(user, desk):
    answers = [desk.press("password", TYPED | {"present": f"gok nummer {n}"}).status_code for n in range(12)]

    assert answers == [400] * 10 + [429] * 2


@pytest.fixture
def newcomer(user):
    give_password(user, password=PRESENT, by=None, at=timezone.now())
    return user


def test_whoever_has_a_first_password_chooses_another_one_before_anything_else(newcomer, desk):
    for page in ("home", "desk", "mail"):
        assert desk.see(page).headers["Location"] == reverse("workspace:password")
    assert desk.press("try_again", pk=1).headers["Location"] == reverse("workspace:password")
    assert desk.see("password").status_code == 200

    desk.press("password", TYPED)

    newcomer.refresh_from_db()
    assert newcomer.first_password_until is None
    assert desk.see("desk").status_code == 200


@pytest.mark.parametrize(("days", "status"), [(13, 302), (15, 400)])
def test_a_first_password_lapses_after_two_weeks(newcomer, now_is, days, status):
    now_is(timezone.now() + timedelta(days=days))
    typed = {"username": newcomer.username, "password": PRESENT}

    answer = Client().post("/en/sign-in/", typed)

    assert answer.status_code == status
    assert ("This first password has lapsed." in answer.content.decode()) is (status == 400)

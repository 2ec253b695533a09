# SPDX-License-Identifier: EUPL-1.2
"""People at the command line: `kennisstad user add | list | password`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.accounts.models import Role, User
from kennisstad.audit.models import Event
from tests.making import make_partner, make_user

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_somebody_is_added_with_a_role_and_a_password_that_works():
    make_partner("hogeschool")

    line = said("user_add", "vera", "--role", "coordinator", "--partner", "hogeschool", "--name", "Vera")

    user = User.objects.get(username="vera")
    assert line.startswith("vera can sign in with the password ")
    assert user.check_password(line.split()[-1])
    assert user.roles.get().partner.key == "hogeschool"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--role", "coordinator"], "A coordinator or partner editor works for one organisation"),
        (["--role", "broker", "--partner", "nergens"], "There is no organisation with the key nergens."),
    ],
)
def test_somebody_half_named_is_not_added(words, sentence):
    with pytest.raises(CommandError, match=sentence):
        said("user_add", "vera", *words)

    assert not User.objects.exists()


def test_a_name_is_given_once():
    make_user(username="vera")

    with pytest.raises(CommandError, match="There is already somebody called vera"):
        said("user_add", "vera", "--role", "broker")


def test_people_are_listed_with_their_roles():
    make_user(Role.BROKER, username="vera")
    make_user(Role.COORDINATOR, partner=make_partner("hogeschool"), username="bram")
    make_user(username="weg", is_active=False)

    assert said("user_list").splitlines() == [
        "bram\tcoordinator for hogeschool\tsigned in never",
        "vera\tbroker\tsigned in never",
    ]


def test_a_lost_password_is_replaced():
    user = make_user(username="vera")
    user.set_password("tulp-brug-lamp-1574")
    user.save()

    line = said("user_password", "vera")

    user.refresh_from_db()
    assert user.check_password(line.split()[-1])
    assert list(Event.objects.order_by("pk").values_list("kind", "subject")) == [
        ("password.changed", f"user:{user.pk}")
    ]


@pytest.mark.parametrize("name", ["vera", "weg"])
def test_whoever_cannot_sign_in_gets_no_password(name):
    make_user(username="weg", is_active=False)

    with pytest.raises(CommandError, match=f"Nobody called {name} can sign in"):
        said("user_password", name)

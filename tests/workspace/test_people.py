# SPDX-License-Identifier: EUPL-1.2
"""The administrator's desk: letting people in, roles, letting them go."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.password_validation import validate_password

from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.audit.models import Event
from kennisstad.workspace.views.people import first_password
from tests.making import make_partner, make_user

SOMEBODY = {"username": "lotte", "name": "Lotte", "email": "lotte@example.org", "language": "en"}


@pytest.fixture
def administrator(db):
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def desk(administrator, desk_of):
    return desk_of(administrator)


def password_on(page):
    return re.search(r'<strong class="spoken-code"[^>]*>([^<]+)<', page.content.decode())[1]


def test_somebody_is_let_in_with_a_password_that_is_shown_and_kept_nowhere(desk, administrator):
    page = desk.press("people", SOMEBODY)

    user, password = User.objects.get(username="lotte"), password_on(page)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert (user.name, user.email, user.language) == ("Lotte", "lotte@example.org", "en")
    assert user.check_password(password)
    assert password not in user.password + str(Event.objects.values())
    assert not user.roles.exists()
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("user.added", administrator.pk)
    ]


def test_the_same_form_pressed_twice_lets_one_person_in_and_shows_the_same_password(desk):
    pages = [desk.press("people", SOMEBODY | {"key": str(form)}) for form in [uuid4()] * 2]

    assert [page.status_code for page in pages] == [200, 200]
    assert User.objects.get(username="lotte").check_password(password_on(pages[1]))


@pytest.mark.django_db
def test_first_passwords_are_long_differ_and_pass_our_own_rules():
    made = {first_password(uuid4()) for _ in range(100)}

    assert len(made) == 100
    for password in made:
        validate_password(password)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "met spatie"}, "username"),
        ({"username": "a" * 151}, "username"),
        ({"name": ""}, "name"),
        ({"email": "geen-adres"}, "email"),
        ({"email": "lotte@example.org\r\nBcc: x@example.org"}, "email"),
        ({"language": "de"}, "language"),
    ],
)
def test_somebody_who_is_not_wholly_named_is_not_let_in(desk, change, field):
    page = desk.press("people", SOMEBODY | change)

    assert (page.status_code, list(page.context["form"].errors)) == (400, [field])
    assert not User.objects.filter(name="Lotte").exists()


def test_a_name_that_is_taken_is_refused_and_its_owner_keeps_the_password(desk):
    owner = make_user(username="lotte")

    page = desk.press("people", SOMEBODY)

    owner.refresh_from_db()
    assert (page.status_code, owner.has_usable_password()) == (409, False)


@pytest.mark.parametrize("field", ["is_superuser", "is_staff", "is_active", "password", "roles"])
def test_only_the_shown_fields_can_be_filled_in(desk, field):
    desk.press("people", SOMEBODY | {field: "1"})

    user = User.objects.get(username="lotte")
    assert (user.is_superuser, user.is_staff, user.is_active, user.roles.count()) == (False, False, True, 0)


def test_roles_are_given_and_taken(desk):
    user, partner = make_user(), make_partner()

    assert (
        desk.press("give_role", {"role": "partner-editor", "partner": partner.pk}, pk=user.pk).status_code
        == 302
    )
    held = HeldRole.objects.get(user=user)
    assert (held.role, held.partner) == (Role.PARTNER_EDITOR, partner)

    take = {"pk": user.pk, "held": held.pk}
    assert [desk.press("take_role", **take).status_code for _ in range(2)] == [302, 302]
    assert not user.roles.exists()
    assert Event.objects.filter(kind="role.taken").count() == 1


@pytest.mark.parametrize(
    "fields", [{}, {"role": "king"}, {"role": "coordinator"}, {"role": "broker", "partner": "1"}]
)
def test_a_role_without_its_organisation_or_with_one_too_many_is_refused(desk, fields):
    make_partner()
    user = make_user()

    assert desk.press("give_role", fields, pk=user.pk).status_code == 400
    assert not user.roles.exists()


def test_a_role_is_taken_from_its_own_holder_only(desk):
    user, other = make_user(), make_user(Role.BROKER)

    desk.press("take_role", pk=user.pk, held=other.roles.get().pk)

    assert other.roles.count() == 1


def test_the_last_administrator_stays(desk, administrator):
    held = administrator.roles.get()

    assert desk.press("take_role", pk=administrator.pk, held=held.pk).status_code == 409
    assert desk.press("let_go", {"sure": "on"}, pk=administrator.pk).status_code == 409

    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.roles.count()) == (True, 1)


def test_who_leaves_is_gone_at_once(desk, desk_of):
    leaving = make_user(Role.BROKER, name="Vertrekker")
    there = desk_of(leaving)
    assert there.see("desk").status_code == 200

    assert [desk.press("let_go", {"sure": "on"}, pk=leaving.pk).status_code for _ in range(2)] == [302, 302]

    assert there.see("desk").status_code == 302
    assert "Vertrekker" not in desk.see("people").content.decode()
    assert desk.see("person", pk=leaving.pk).status_code == 404


def test_a_role_that_is_taken_holds_no_longer_on_the_next_page(desk, desk_of):
    broker = make_user(Role.BROKER)
    there = desk_of(broker)
    assert there.see("desk").status_code == 200

    desk.press("take_role", pk=broker.pk, held=broker.roles.get().pk)

    assert there.see("desk").status_code == 403


def test_lost_password_is_replaced_and_what_was_opened_under_it_asks_to_sign_in(desk, desk_of, administrator):
    user = make_user(Role.BROKER, username="vera")
    old = desk_of(user)
    assert old.see("home").status_code == 200

    page = desk.press("new_password", pk=user.pk)

    user.refresh_from_db()
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert user.check_password(password_on(page))
    assert old.see("home").status_code == 302
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("password.changed", administrator.pk)
    ]


def test_new_first_password_pressed_twice_shows_the_one_that_works(desk):
    user, key = make_user(username="vera"), {"key": str(uuid4())}

    pages = [desk.press("new_password", key, pk=user.pk) for _ in range(2)]

    user.refresh_from_db()
    assert password_on(pages[0]) == password_on(pages[1])
    assert user.check_password(password_on(pages[1]))


def test_somebody_who_left_gets_no_password(desk):
    user = make_user(is_active=False)

    assert desk.press("new_password", pk=user.pk).status_code == 404
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not Event.objects.exists()


@pytest.mark.parametrize("button", ["new_password", "people"])
def test_first_password_is_not_shown_again_once_the_person_has_another(desk, button):
    user, key = make_user(username="lotte"), {"key": str(uuid4())}
    if button == "people":
        user.delete()
    record = {"pk": user.pk} if user.pk else {}
    desk.press(button, SOMEBODY | key, **record)
    user = User.objects.get(username="lotte")
    user.set_password("molen gracht hofje plein")
    user.save()

    answer = desk.press(button, SOMEBODY | key, **record)

    user.refresh_from_db()
    assert answer.status_code == 302
    assert user.check_password("molen gracht hofje plein")


def test_nobody_is_let_go_by_one_press_alone(desk):
    staying = make_user(Role.BROKER)

    assert desk.press("let_go", pk=staying.pk).status_code == 400

    staying.refresh_from_db()
    assert staying.is_active

# SPDX-License-Identifier: EUPL-1.2
"""People are let in, given and taken roles, and let go; one administrator always stays."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from kennisstad.accounts import actions
from kennisstad.accounts.models import HeldRole, Role, User
from kennisstad.audit.models import Event
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_partner, make_user


def held_by(user):
    return sorted(HeldRole.objects.filter(user=user).values_list("role", "partner"))


def journal():
    return list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "facts"))


@pytest.mark.django_db
def test_somebody_is_let_in_without_any_role():
    admin = make_user()

    user = actions.add_user(
        username="vera", name="Vera", email="v@example.org", password="x", language="en", by=admin, at=MONDAY
    )

    assert (user.name, user.language, user.check_password("x"), held_by(user)) == ("Vera", "en", True, [])
    assert journal() == [("user.added", f"user:{user.pk}", admin.pk, {})]


@pytest.mark.django_db
def test_whoever_left_gets_no_password():
    user = make_user(is_active=False)

    with pytest.raises(NotNow):
        actions.give_password(user, password="molen gracht hofje plein", by=None, at=MONDAY)

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert journal() == []


@pytest.mark.django_db
def test_whoever_left_gets_no_role():
    user = make_user(is_active=False)

    with pytest.raises(NotNow):
        actions.give_role(user, role=Role.ADMINISTRATOR, partner_id=None, by=None, at=MONDAY)

    user.refresh_from_db()
    assert (held_by(user), user.is_superuser, journal()) == ([], False, [])


@pytest.mark.django_db
def test_a_password_that_was_replaced_meanwhile_changes_nothing():
    user, admin = make_user(), make_user(Role.ADMINISTRATOR)
    user.set_password("tulp brug lamp kaas")
    user.save()
    as_it_was = User.objects.get(pk=user.pk)
    actions.give_password(user, password="molen gracht hofje plein", by=admin, at=MONDAY)

    with pytest.raises(NotNow):
        actions.change_password(
            as_it_was, present="tulp brug lamp kaas", password="iets heel anders nu", at=MONDAY
        )

    user.refresh_from_db()
    assert user.check_password("molen gracht hofje plein")
    assert journal() == [("password.changed", f"user:{user.pk}", admin.pk, {})]


@pytest.mark.django_db
def test_nobody_gives_themselves_a_new_first_password():
    admin = make_user(Role.ADMINISTRATOR)

    with pytest.raises(NotNow):
        actions.give_password(admin, password="molen gracht hofje plein", by=admin, at=MONDAY)

    assert journal() == []


@pytest.mark.django_db
def test_a_role_is_given_once_however_often():
    user, partner = make_user(), make_partner()

    for _ in range(2):
        actions.give_role(user, role=Role.COORDINATOR, partner_id=partner.pk, by=None, at=MONDAY)

    assert held_by(user) == [("coordinator", partner.pk)]
    facts = {"role": "coordinator", "partner": partner.pk}
    assert journal() == [("role.given", f"user:{user.pk}", None, facts)]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "for_one"), [(Role.COORDINATOR, False), (Role.BROKER, True)])
def test_a_role_is_for_one_organisation_or_for_all(role, for_one):
    user, partner_id = make_user(), make_partner().pk if for_one else None

    with pytest.raises(NotNow):
        actions.give_role(user, role=role, partner_id=partner_id, by=None, at=MONDAY)

    assert (held_by(user), journal()) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_administrators_alone_edit_pages_by_their_role(role):
    user = make_user()
    partner_id = make_partner().pk if role in (Role.COORDINATOR, Role.PARTNER_EDITOR) else None

    actions.give_role(user, role=role, partner_id=partner_id, by=None, at=MONDAY)

    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (role == Role.ADMINISTRATOR,) * 2


def make_administrators(number):
    users = [make_user(username=f"beheer-{n}") for n in range(number)]
    return users, [HeldRole.objects.create(user=user, role=Role.ADMINISTRATOR) for user in users]


@pytest.mark.django_db
def test_the_last_administrator_keeps_the_role_and_stays():
    (user,), (held,) = make_administrators(1)

    with pytest.raises(NotNow):
        actions.take_role(held, by=user, at=MONDAY)
    with pytest.raises(NotNow):
        actions.let_go(user, by=user, at=MONDAY)

    assert (held_by(user), User.objects.get(pk=user.pk).is_active, journal()) == (
        [("administrator", None)],
        True,
        [],
    )


@pytest.mark.django_db
def test_who_leaves_loses_name_address_and_roles_and_the_number_stays():
    (first, second), _ = make_administrators(2)

    actions.let_go(second, by=first, at=MONDAY)

    gone = User.objects.get(pk=second.pk)
    assert (gone.username, gone.name, gone.email, gone.is_active) == (f"left-{gone.pk}", "", "", False)
    assert (gone.has_usable_password(), gone.is_superuser, held_by(gone)) == (False, False, [])
    assert journal() == [("user.left", f"user:{gone.pk}", first.pk, {})]


def each_takes_the_others_role():
    """Let two administrators press at once; both have looked before either writes."""
    users, held = make_administrators(2)
    start = threading.Barrier(2)

    def press(turn):
        start.wait()
        try:
            actions.take_role(held[1 - turn], by=users[turn], at=MONDAY)
        except NotNow:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(turn,)) for turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return HeldRole.objects.filter(role=Role.ADMINISTRATOR).count()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_each_others_role_one_stays_administrator():
    assert each_takes_the_others_role() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_without_holding_the_rows_nobody_would_be_left(monkeypatch):
    both_looked, evaluated = threading.Barrier(2, timeout=10), QuerySet.__len__

    def look_and_wait(rows):
        found = evaluated(rows)
        if rows.model is HeldRole:
            both_looked.wait()
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows: rows)
    monkeypatch.setattr(QuerySet, "__len__", look_and_wait)

    assert each_takes_the_others_role() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "active", "found"),
    [
        ([Role.COORDINATOR], True, True),
        ([Role.BROKER, Role.COORDINATOR], True, True),
        ([Role.PARTNER_EDITOR], True, False),
        ([Role.BROKER], True, False),
        ([Role.COORDINATOR], False, False),
    ],
)
def test_somebody_acts_for_the_organisations_of_a_role_held(roles, active, found):
    partner = make_partner()
    user = make_user(*roles, partner=partner, is_active=active)

    assert user.partners_as(Role.COORDINATOR, Role.BROKER) == ([partner.pk] if found else [])

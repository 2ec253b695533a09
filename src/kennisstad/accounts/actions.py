# SPDX-License-Identifier: EUPL-1.2
"""Let people in, give and take roles, and let them go."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import OF_AN_ORGANISATION, HeldRole, Role, User
from kennisstad.audit.actions import record
from kennisstad.web.refusals import NotNow

FIRST_PASSWORD = timedelta(days=14)
"""How long a password works that somebody else gave (OWASP ASVS 5.0, 6.4.1)."""
EDITORS = "Editors"
"""The group of those who may write and publish pages; the site's layout gives it its rights."""


@transaction.atomic
def add_user(
    *,
    username: str,
    name: str,
    email: str,
    password: str,
    language: str,
    by: User | None,
    at: datetime,
    lapses: bool = True,
) -> User:
    """Let somebody in with a first password; roles are given apart.

    Args:
        lapses: the password works for 14 days, and its owner has to choose another one.
    """
    user = User.objects.create_user(
        username=username,
        email=email,
        password=password,
        name=name,
        language=language,
        first_password_until=at + FIRST_PASSWORD if lapses else None,
    )
    record("user.added", subject=user, by_id=by.pk if by else None, at=at)
    return user


@transaction.atomic
def change_password(user: User, *, present: str, password: str, at: datetime) -> None:
    """Somebody takes another password; whatever else was opened under the old one asks to sign in again.

    Raises:
        NotNow: the present password is not theirs, or not theirs any more.
    """
    _hold(user)
    if not user.check_password(present):
        raise NotNow(_("This is not your password. Type it once more."))
    _set_password(user, password, until=None, by=user, at=at)


@transaction.atomic
def give_password(user: User, *, password: str, by: User | None, at: datetime) -> None:
    """Give somebody who lost it a new first password; the old one stops working everywhere.

    Raises:
        NotNow: this person has left, or is the one who gives it.
    """
    _hold(user)
    if user == by:
        # Whoever finds an open desk would otherwise take the account over.
        raise NotNow(_("You change your own password on the page “Password”, with the one you have now."))
    _set_password(user, password, until=at + FIRST_PASSWORD, by=by, at=at)


@transaction.atomic
def give_role(user: User, *, role: Role, partner_id: int | None, by: User | None, at: datetime) -> None:
    """Give somebody a role; giving it again changes nothing.

    Raises:
        NotNow: this person has left; or the role needs an organisation and none is named, or the other way
            round.
    """
    _hold(user)
    if (role in OF_AN_ORGANISATION) != (partner_id is not None):
        raise NotNow(_("A coordinator or partner editor works for one organisation; the others for all."))
    _held, new = HeldRole.objects.get_or_create(user=user, role=role, partner_id=partner_id)  # type: ignore[misc]
    _admit_to_editing(user)
    if new:
        record("role.given", subject=user, by_id=by.pk if by else None, at=at, role=role, partner=partner_id)


@transaction.atomic
def take_role(held: HeldRole, *, by: User, at: datetime) -> None:
    """Take a role back; it holds from the next page on.

    Raises:
        NotNow: it is the last administrator's.
    """
    if held.role == Role.ADMINISTRATOR and _is_last_administrator():
        raise NotNow(_("This is the last administrator. Make somebody else administrator first."))
    user, facts = held.user, {"role": held.role, "partner": held.partner_id}
    if held.role == Role.COORDINATOR:
        user.courses.remove(*user.courses.filter(partner=held.partner_id))
    held.delete()
    _admit_to_editing(user)
    record("role.taken", subject=user, by_id=by.pk, at=at, **facts)


@transaction.atomic
def let_go(user: User, *, by: User, at: datetime) -> None:
    """Somebody leaves: the name, address and roles go, what the person did stays under a number.

    Raises:
        NotNow: it is the last administrator.
    """
    if user.is_a(Role.ADMINISTRATOR) and _is_last_administrator():
        raise NotNow(_("This is the last administrator. Make somebody else administrator first."))
    user.roles.all().delete()
    user.courses.clear()
    _admit_to_editing(user)
    user.username, user.name, user.email, user.is_active = f"left-{user.pk}", "", "", False
    user.set_unusable_password()
    user.save(update_fields=["username", "name", "email", "is_active", "password"])
    record("user.left", subject=user, by_id=by.pk, at=at)


def _hold(user: User) -> None:
    """Look again at somebody who signs in, and hold the row: two people may press at once."""
    user.refresh_from_db(from_queryset=User.objects.select_for_update())
    if not user.is_active:
        raise NotNow(_("This person no longer signs in here."))


def _set_password(
    user: User, password: str, *, until: datetime | None, by: User | None, at: datetime
) -> None:
    user.set_password(password)
    user.first_password_until = until
    user.save(update_fields=["password", "first_password_until"])
    record("password.changed", subject=user, by_id=by.pk if by else None, at=at)


def _is_last_administrator() -> bool:
    # Two administrators may take each other's role at once. Read the rows: counting them would not hold them.
    held = HeldRole.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).order_by("pk")
    return len(held.select_for_update()) == 1


def _admit_to_editing(user: User) -> None:
    """Let programme managers edit the site's pages, and administrators see Wagtail's settings too."""
    held = set(HeldRole.objects.filter(user=user).values_list("role", flat=True))
    user.is_superuser = user.is_staff = Role.ADMINISTRATOR in held
    user.save(update_fields=["is_superuser", "is_staff"])
    editors, _new = Group.objects.get_or_create(name=EDITORS)
    (user.groups.add if Role.PROGRAMME_MANAGER in held else user.groups.remove)(editors)

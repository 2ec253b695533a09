# SPDX-License-Identifier: EUPL-1.2
"""Let people in, give and take roles, and let them go."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import OF_AN_ORGANISATION, HeldRole, Role, User
from kennisstad.audit.actions import record
from kennisstad.web.refusals import NotNow

EDITORS = "Editors"
"""The group of those who may write and publish pages; the site's layout gives it its rights."""


@transaction.atomic
def add_user(
    *, username: str, name: str, email: str, password: str, language: str, by: User | None, at: datetime
) -> User:
    """Let somebody in; roles are given apart."""
    user = User.objects.create_user(
        username=username, email=email, password=password, name=name, language=language
    )
    record("user.added", subject=user, by_id=by.pk if by else None, at=at)
    return user


@transaction.atomic
def change_password(user: User, *, password: str, by: User | None, at: datetime) -> None:
    """Give somebody another password; whatever was opened under the old one asks to sign in again.

    Raises:
        NotNow: this person has left.
    """
    user.refresh_from_db(from_queryset=User.objects.select_for_update())
    if not user.is_active:
        raise NotNow(_("This person no longer signs in here."))
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password.changed", subject=user, by_id=by.pk if by else None, at=at)


@transaction.atomic
def give_role(user: User, *, role: Role, partner_id: int | None, by: User | None, at: datetime) -> None:
    """Give somebody a role; giving it again changes nothing.

    Raises:
        NotNow: the role needs an organisation and none is named, or the other way round.
    """
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

# SPDX-License-Identifier: EUPL-1.2
"""Users and the roles they hold."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import Language, language_is_known


class Role(models.TextChoices):
    BROKER = "broker", _("knowledge broker")
    COORDINATOR = "coordinator", _("course coordinator")
    PARTNER_EDITOR = "partner-editor", _("partner editor")
    PROGRAMME_MANAGER = "programme-manager", _("programme manager")
    ADMINISTRATOR = "administrator", _("administrator")
    # Residents who sit on a panel of the neighbourhood hold it, too: what it allows is the same.
    NEIGHBOURHOOD_DIRECTOR = "neighbourhood-director", _("neighbourhood director")


OF_AN_ORGANISATION = (Role.COORDINATOR, Role.PARTNER_EDITOR)
"""Roles held for one organisation; the others serve the whole partnership."""


# Wagtail has no types, and its images know who sent them.
class User(AbstractUser):  # type: ignore[django-manager-missing]
    """Someone who signs in. People leave: then the name goes and what they did stays."""

    # One field, because names do not split into first and last everywhere.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.NL)

    first_password_until = models.DateTimeField(null=True, blank=True)
    """While the password is one that somebody else gave: how long it works. Its owner has to change it."""

    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]

    class Meta(AbstractUser.Meta):
        constraints = [language_is_known("user")]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.username

    def has_lapsed(self, at: datetime) -> bool:
        """Say whether the first password was not used in time."""
        return self.first_password_until is not None and self.first_password_until < at

    @cached_property
    def held_roles(self) -> frozenset[tuple[str, int | None]]:
        """Each role with the organisation it is held for, read once per request."""
        return frozenset(self.roles.values_list("role", "partner_id"))

    def is_a(self, role: Role, *, partner_id: int | None = None) -> bool:
        """Say whether this user holds the role, for this organisation when one is given."""
        if not self.is_active:
            return False
        return any(held == role and partner_id in (None, partner) for held, partner in self.held_roles)

    def partners_as(self, *roles: Role) -> list[int]:
        """Give the organisations for which this user holds one of these roles."""
        if not self.is_active:
            return []
        return sorted({partner for held, partner in self.held_roles if held in roles and partner is not None})


class HeldRole(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=Role.choices)
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=Role.values)),
            models.UniqueConstraint(fields=["user", "role", "partner"], name="role_held_once"),
            # Two empty organisations are not equal to a database, so these need a rule of their own.
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(partner__isnull=True), name="role_of_all_held_once"
            ),
            models.CheckConstraint(
                name="role_of_an_organisation_names_it",
                condition=Q(role__in=OF_AN_ORGANISATION, partner__isnull=False)
                | Q(~Q(role__in=OF_AN_ORGANISATION), partner__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"

# SPDX-License-Identifier: EUPL-1.2
"""Let somebody in from the command line: the first administrator, above all."""

import secrets
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kennisstad.accounts.actions import add_user, give_role
from kennisstad.accounts.models import Role, User
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Add somebody who signs in, with a role and a password that is shown once"
    example = "kennisstad user add vera --role broker --email vera@example.org"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--partner", default="", help="the key of the organisation")
        parser.add_argument("--email", default="")
        parser.add_argument("--name", default="")
        parser.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"There is already somebody called {options['username']}.")
        password = secrets.token_urlsafe(12)
        with refusals_told():
            self._add(password, options)
        self.stdout.write(f"{options['username']} can sign in with the password {password}")

    @transaction.atomic
    def _add(self, password: str, options: dict[str, Any]) -> None:
        now, given = timezone.now(), ("username", "name", "email", "language")
        user = add_user(password=password, by=None, at=now, **{field: options[field] for field in given})
        partner_id = _partner_id(options["partner"])
        give_role(user, role=Role(options["role"]), partner_id=partner_id, by=None, at=now)


def _partner_id(key: str) -> int | None:
    if not key:
        return None
    # Accounts stand below partners: they are found by name, not by import.
    partner = apps.get_model("partners.Partner").objects.filter(key=key).first()
    if partner is None:
        raise CommandError(f"There is no organisation with the key {key}.")
    return int(partner.pk)

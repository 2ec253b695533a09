# SPDX-License-Identifier: EUPL-1.2
"""A new first password from the command line: for an administrator who lost it, above all."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.accounts.actions import give_password
from kennisstad.accounts.models import User


class Command(BaseCommand):
    help = "Give somebody a new first password, shown once; the old one stops working"
    example = "kennisstad user password vera"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(
                f"Nobody called {options['username']} can sign in: `kennisstad user list` names who can."
            )
        password = secrets.token_urlsafe(12)
        give_password(user, password=password, by=None, at=timezone.now())
        self.stdout.write(f"{user.username} can sign in with the password {password}")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand

from kennisstad.accounts.models import User


class Command(BaseCommand):
    help = "List who can sign in and in which roles, for the quarterly look at rights"
    example = "kennisstad user list"

    def handle(self, *args: Any, **options: Any) -> None:
        users = User.objects.filter(is_active=True).prefetch_related("roles__partner")
        for user in users.order_by("username", "pk"):
            held = [f"{h.role}{f' for {h.partner.key}' if h.partner else ''}" for h in user.roles.all()]
            seen = user.last_login.date().isoformat() if user.last_login else "never"
            self.stdout.write(f"{user.username}\t{', '.join(held) or 'no role'}\tsigned in {seen}")

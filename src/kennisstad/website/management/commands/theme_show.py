# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand

from kennisstad.website.theme import stored


class Command(BaseCommand):
    help = "Say which theme stands: the city's own or ours"
    example = "kennisstad theme show"

    def handle(self, **options: Any) -> None:
        kept = stored.current()
        if kept is None:
            self.stdout.write("Our own theme stands.")
            return
        self.stdout.write(
            f"The city's theme {kept.digest} stands{f', with {kept.logo}' if kept.logo else ''}."
        )

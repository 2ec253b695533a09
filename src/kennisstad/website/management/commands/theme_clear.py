# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kennisstad.website.actions import clear_theme


class Command(BaseCommand):
    help = "Take the city's theme away, so that ours stands again"
    example = "kennisstad theme clear"

    def handle(self, **options: Any) -> None:
        there = clear_theme(by=None, at=timezone.now())
        self.stdout.write("Our own theme stands again." if there else "Our own theme stood already.")

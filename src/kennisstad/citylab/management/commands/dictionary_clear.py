# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kennisstad.citylab import pairs


class Command(BaseCommand):
    help = "Take the dictionary out again; learned word pairs stay"
    example = "kennisstad dictionary clear"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{pairs.clear_dictionary(by=None, at=timezone.now())} word pairs are taken out.")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kennisstad.citylab import pairs


class Command(BaseCommand):
    help = "Learn which Dutch and English words mean the same from texts that exist in both languages"
    example = "kennisstad pairs learn"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{pairs.learn_from_records(by=None, at=timezone.now())} word pairs are learned.")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from kennisstad.website.checking import faults


class Command(BaseCommand):
    help = "Name links that lead nowhere and pages that are missing in a language"
    example = "kennisstad pages check"

    def handle(self, *args: Any, **options: Any) -> None:
        found = faults()
        with override("en"):
            for fault in found:
                self.stdout.write(f"{fault.page.url}  {fault.what}: {fault.where}")
        told = f"{len(found)} to mend." if found else "Every link leads somewhere, and every page is there"
        self.stdout.write(told if found else f"{told} in {len(settings.LANGUAGES)} languages.")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.citylab.learning import go_back
from kennisstad.citylab.models import LearnedModel
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Go back to the matching model that was in use before the present one"
    example = "kennisstad model back"

    def handle(self, *args: Any, **options: Any) -> None:
        learned = LearnedModel.objects.in_use().first()
        if learned is None:
            raise CommandError("The weights set by hand are in use: there is nothing to go back to.")
        with refusals_told():
            before = go_back(learned, by=None, at=timezone.now())
        self.stdout.write(f"Model {before.version if before else 0} is in use.")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.learning import put_in_use
from kennisstad.citylab.models import LearnedModel
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Put a learned matching model in use, unless it foretells decisions less well than the present one"
    example = "kennisstad model use 3"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("version", type=int, metavar="VERSION", help="as `kennisstad model list` says")

    def handle(self, *args: Any, **options: Any) -> None:
        version = options["version"]
        if version == 0:
            raise CommandError("Model 0 is set by hand: `kennisstad model back` leads to it, step by step.")
        learned = LearnedModel.objects.filter(version=version).first()
        if learned is None:
            raise CommandError(f"There is no model {version}. `kennisstad model list` names them.")
        with refusals_told():
            put_in_use(learned, by=None, at=timezone.now())
        self.stdout.write(f"Model {version} is in use. One step back: kennisstad model back")

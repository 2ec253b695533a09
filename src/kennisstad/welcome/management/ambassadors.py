# SPDX-License-Identifier: EUPL-1.2
"""What the commands share that do something with one ambassador."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.web.refusals import Refusal
from kennisstad.welcome.models import Ambassador


class OneAmbassador(BaseCommand):
    """A command about the ambassador with a number."""

    done = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="as `kennisstad ambassador list` shows it")

    def act(self, ambassador: Ambassador, at: datetime) -> None:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["number"]
        found = Ambassador.objects.filter(pk=number).first() if 0 < number < 2**31 else None
        if found is None:
            raise CommandError(f"There is no ambassador {number}. See: kennisstad ambassador list")
        with override("en"):
            try:
                self.act(found, timezone.now())
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.done)

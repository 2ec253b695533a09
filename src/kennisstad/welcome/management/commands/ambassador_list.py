# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.welcome.models import Ambassador


class Command(BaseCommand):
    help = "List the ambassadors and how far each is; addresses are left out"
    example = "kennisstad ambassador list --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [_row(one) for one in Ambassador.objects.order_by("pk")]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write("{number:>5}  {state:<11}  {alias}, {country}".format(**row))
        self.stdout.write(f"{len(rows)} ambassadors.")


def _row(one: Ambassador) -> dict[str, Any]:
    state = "shown" if one.approved_at else "confirmed" if one.confirmed_at else "unconfirmed"
    return {
        "number": one.pk,
        "state": state,
        "alias": one.alias,
        "country": one.country,
        "speaks": one.speaks,
        "subjects": one.subjects,
    }

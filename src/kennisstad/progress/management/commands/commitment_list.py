# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.agreement.management.finding import agreement_with
from kennisstad.agreement.models import Commitment
from kennisstad.agreement.queries import owners_gone
from kennisstad.progress.queries import standings
from kennisstad.progress.state import State


class Command(BaseCommand):
    help = "List commitments with how far each is, from the links and figures that are known today"
    example = "kennisstad commitment list --overdue --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agreement", help="of one version, by its name in addresses; else of all")
        parser.add_argument("--overdue", action="store_true", help="those of which the day has passed")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        listed = Commitment.objects.public().in_order().select_related("agreement")
        if options["agreement"]:
            listed = listed.filter(agreement=agreement_with(options["agreement"]))
        with override("en"):
            rows = _rows(list(listed.prefetch_related("texts", "owners__partner")), timezone.localdate())
        if options["overdue"]:
            rows = [row for row in rows if row["state"] == State.OVERDUE]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        if not rows:
            self.stdout.write("There is no such commitment.")
        for row in rows:
            left = f"  (left: {', '.join(row['left'])})" if row["left"] else ""
            self.stdout.write(f"{row['commitment']:<50}{row['state']:<14}{row['sentence']}{left}")


def _rows(commitments: list[Commitment], today: date) -> list[dict[str, Any]]:
    stands, gone = standings(commitments, today), owners_gone(commitments, today)
    return [
        {
            "commitment": one.key,
            "agreement": one.agreement.key,
            "sentence": str(one),
            "state": str(stands[one.pk].state),
            "assessed": stands[one.pk].verdict,
            "due_on": one.due_on.isoformat() if one.due_on else None,
            "owners": sorted(owner.partner.key for owner in one.owners.all()),
            "left": sorted(partner.key for partner in gone.get(one.pk, ())),
        }
        for one in commitments
    ]

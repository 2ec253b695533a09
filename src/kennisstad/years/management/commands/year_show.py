# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.years.management.finding import year_called
from kennisstad.years.models import Day
from kennisstad.years.queries import counted, days_like, days_of


class Command(BaseCommand):
    help = "Show the days of a themed year, whose they are and which are free"
    example = "kennisstad year show jaar-van-de-wijk --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the year, by its word in the address")
        parser.add_argument("--free", action="store_true", help="only days that can be adopted")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        year, today = year_called(options["slug"]), timezone.localdate()
        chosen = {"state": "free"} if options["free"] else {}
        days, total = days_like(year, chosen, today), counted(days_of(year), today)
        if options["json"]:
            told = {"year": year.slug, "from": str(year.starts_on), "until": str(year.ends_on)}
            told |= {"days": total.days, "adopted": total.adopted, "free": total.free}  # type: ignore[dict-item]
            rows = [_row(day) for day in days]
            self.stdout.write(json.dumps(told | {"rows": rows}, ensure_ascii=False, indent=2))
            return
        for day in days:
            place = day.area.name if day.area else "the whole city"
            subject = day.text.subject if day.text else ""
            self.stdout.write(f"{day.on}\t{day.status}\t{place}\t{subject}\t{day.owner}".rstrip())
        self.stdout.write(f"{total.days} days, {total.adopted} adopted, {total.free} free")


def _row(day: Day) -> dict[str, Any]:
    return {
        "on": str(day.on),
        "status": day.status,
        "area": day.area.code if day.area else None,
        "owner": day.owner or None,
        "subject": {text.language: text.subject for text in day.texts.all()},
    }

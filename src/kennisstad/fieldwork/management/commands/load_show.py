# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.management.finding import area_named, term_named
from kennisstad.fieldwork.models import Pause
from kennisstad.fieldwork.overview import AreaLoad, load_of_terms, pauses_from
from kennisstad.neighbourhoods.models import Area


class Command(BaseCommand):
    help = "Show how much all institutions ask of each district in a term, and what is paused"
    example = "kennisstad load show --district Merenwijkdistrict --term 2027-spring --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", help="one area, by name or code; else every district")
        parser.add_argument("--term", help="such as 2026-autumn; else the one of today")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        term = term_named(options["term"]) if options["term"] else term_of(today)
        chosen = options["district"]
        areas = [area_named(chosen)] if chosen else list(Area.objects.districts().by_name())
        (found,) = load_of_terms([term], areas)
        paused = {pause.area_id: pause for pause in reversed(pauses_from(today))}
        if options["json"]:
            rows = [_row(one, paused.get(one.area.pk)) for one in found.areas]
            told = {"term": term.key, "from": str(term.first_day), "until": str(term.last_day), "areas": rows}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{term.key}: {term.first_day} to {term.last_day}, weighed contacts")
        for one in found.areas:
            self.stdout.write(_line(one, paused.get(one.area.pk)))


def _row(one: AreaLoad, pause: Pause | None) -> dict[str, Any]:
    days = pause.days if pause else None
    return {
        "code": one.area.code,
        "name": one.area.name,
        "contacts": one.contacts,
        "expected": one.expected,
        "threshold": one.threshold,
        "left": one.left,
        "paused": {"from": str(days.first), "until": str(days.last)} if days else None,
    }


def _line(one: AreaLoad, pause: Pause | None) -> str:
    most = "no limit" if one.threshold is None else f"of {one.threshold}, {one.left} left"
    days = pause.days if pause else None
    told = f"\tpaused from {days.first} until {days.last}" if days else ""
    return f"  {one.area.code}\t{one.area.name}\t{one.contacts} ({one.expected} expected)\t{most}{told}"

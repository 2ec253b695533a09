# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.neighbourhoods.models import Area
from kennisstad.website import queries
from kennisstad.website.by_postcode import districts_meant
from kennisstad.website.wording import standing, white_spot


class Command(BaseCommand):
    help = "Show what a district asked, what runs and what came back, by postcode, name or address word"
    example = 'kennisstad neighbourhood show "2317 AB" --json'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", metavar="POSTCODE|SLUG", help="such as 2317AB or merenwijkdistrict")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            rows = [_row(area) for area in _districts(options["place"].strip())]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            said = [row["name"], row["said"], row["white_spot"], row["address"]]
            self.stdout.write("\n  ".join(line for line in said if line))


def _districts(said: str) -> list[Area]:
    """Find the districts that are meant, counted.

    Raises:
        CommandError: there is none, or it is no postcode.
    """
    found = districts_meant(said)
    slugs = [area.slug for area in found.districts] or [said]
    counted = {area.slug: area for area in queries.counted().filter(slug__in=slugs)}
    if not counted:
        raise CommandError(found.problem)
    return [counted[slug] for slug in slugs]


def _row(area: Any) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "asked": area.asked,
        "running": area.running,
        "given_back": area.given_back,
        "used": area.used,
        "last_given_back": str(area.last_given_on) if area.last_given_on else None,
        "said": standing(area),
        "white_spot": white_spot(area, timezone.localdate()),
        "address": settings.SITE_ADDRESS + reverse("website:neighbourhood", args=[area.slug]),
    }

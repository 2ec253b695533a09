# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.schools.management.finding import offer_named
from kennisstad.schools.queries import bookings_of


class Command(BaseCommand):
    help = "List who booked an offer to schools, by number, without names and addresses"
    example = "kennisstad booking list --offer naturalis-hoe-groot"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offer", required=True, help="its number or key")

    def handle(self, *args: Any, **options: Any) -> None:
        for one in bookings_of(offer_named(options["offer"])):
            begins = timezone.localtime(one.moment.begins_at).strftime("%Y-%m-%d %H:%M")
            row = (one.pk, begins, one.status, one.class_key, one.pupils, one.school_name)
            self.stdout.write("\t".join(map(str, row)))

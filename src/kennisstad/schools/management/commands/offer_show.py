# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.schools.management.finding import offer_named
from kennisstad.schools.models import Moment


class Command(BaseCommand):
    help = "Show one offer to schools with its days and what is booked of them"
    example = "kennisstad offer show naturalis-hoe-groot"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("offer", help="its number or key")

    def handle(self, *args: Any, **options: Any) -> None:
        offer = offer_named(options["offer"])
        self.stdout.write(f"{offer.key}\t{offer.partner.name}\t{offer.status}\t{' '.join(offer.class_keys)}")
        for text in offer.texts.all():
            self.stdout.write(f"  {text.language}\t{text.title}")
        for one in Moment.objects.filter(offer=offer).with_room().soonest():
            begins = timezone.localtime(one.begins_at).strftime("%Y-%m-%d %H:%M")
            off = "\tcalled off" if one.called_off_at else ""
            booked = f"{one.pupils_booked} of {one.seats} pupils, {one.classes_waiting} classes waiting"
            self.stdout.write(f"  {begins}\t{booked}{off}")

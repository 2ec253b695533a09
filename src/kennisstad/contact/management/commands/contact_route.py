# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.contact.actions import route
from kennisstad.contact.models import Kind, Route
from kennisstad.partners.models import Partner
from kennisstad.web.management.refusing import refusals_told

CITY = "city"


class Command(BaseCommand):
    help = "Show which desk gets which kind of message, or set it for the messages that come"
    example = "kennisstad contact route press naturalis"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", choices=Kind.values)
        parser.add_argument("partner", nargs="?", help=f"the key of an organisation, or {CITY!r}")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, key = options["kind"], options["partner"]
        if kind and not key:
            raise CommandError(f"Say the key of an organisation after it, or {CITY!r}.")
        if kind:
            to = Partner.objects.filter(key=key).first()
            if to is None and key != CITY:
                raise CommandError(f"There is no organisation with key {key!r}.")
            with refusals_told():
                route(Kind(kind), to=to, by=None, at=timezone.now())
        desks = dict(Route.objects.values_list("kind", "partner__key"))
        for one in Kind.values:
            self.stdout.write(f"{one}\t{desks.get(one, CITY)}")

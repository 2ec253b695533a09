# SPDX-License-Identifier: EUPL-1.2
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.languages.models import Language
from kennisstad.web.refusals import NotNow
from kennisstad.years import actions
from kennisstad.years.following import code_of
from kennisstad.years.forms import AdoptForm
from kennisstad.years.management.finding import day_called


class Command(BaseCommand):
    help = "Ask for a day of a themed year in the name of somebody who called or wrote"
    example = 'kennisstad year adopt jaar-van-de-wijk 2027-04-15 --owner "Een buurthuis" --plan "Wij koken."'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the year, by its word in the address")
        parser.add_argument("day", help="such as 2027-04-15")
        parser.add_argument(
            "--owner", required=True, help="an organisation, or what a resident wants to be called"
        )
        parser.add_argument("--plan", required=True, help="what they will do")
        parser.add_argument("--email", default="", help="where to write to; never public")
        parser.add_argument("--language", choices=Language.values, default="nl", help="in which to write")

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_called(options["slug"], options["day"])
        given = {name: options[name] for name in ("owner", "plan", "email")}
        form = AdoptForm(given | {"key": uuid.uuid4(), "consent": "on"}, day=day)
        if not form.is_valid():
            raise CommandError(
                " ".join(f"{name}: {' '.join(map(str, why))}" for name, why in form.errors.items())
            )
        given = {name: form.cleaned_data[name] for name in ("key", "owner", "plan", "email")}
        try:
            adoption = actions.ask_for(day, **given, language=options["language"], at=timezone.now())
        except NotNow as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{day.on} is asked for; its own page has the code {code_of(adoption)}.")

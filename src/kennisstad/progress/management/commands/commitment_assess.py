# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.management.said import add_words, words_of
from kennisstad.progress.actions import assess, take_back
from kennisstad.progress.management.finding import commitment_with
from kennisstad.progress.models import Verdict
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Say how far a commitment is, and why; pages show it beside what is derived"
    example = 'kennisstad commitment assess green-roofs on-track --because "De helft is klaar."'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the commitment, by its name in addresses")
        parser.add_argument("verdict", choices=Verdict.values, nargs="?", help="how far it is")
        add_words(parser, "because", "why")
        parser.add_argument("--take-back", action="store_true", help="take the assessment that counts back")

    def handle(self, *args: Any, **options: Any) -> None:
        commitment, words = commitment_with(options["key"]), words_of(options, "because")
        if bool(options["verdict"]) == options["take_back"]:
            raise CommandError("Say how far it is, or --take-back.")
        with refusals_told():
            if options["take_back"]:
                take_back(commitment, words=words, by=None, at=timezone.now())
            else:
                verdict = Verdict(options["verdict"])
                assess(commitment, verdict=verdict, words=words, by=None, at=timezone.now())
        done = (
            "has no assessment any more" if options["take_back"] else f"is assessed as {options['verdict']}"
        )
        self.stdout.write(f"{commitment.key} {done}.")

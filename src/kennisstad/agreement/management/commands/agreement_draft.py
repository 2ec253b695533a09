# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug
from django.utils import timezone

from kennisstad.agreement.actions.drafting import draft
from kennisstad.agreement.management.finding import day
from kennisstad.agreement.management.said import add_words, words_of
from kennisstad.agreement.models import Kind
from kennisstad.web.management.refusing import refusals_told

LONGEST_KEY, LONGEST_NAME = 50, 160


class Command(BaseCommand):
    help = (
        "Begin the next version of the agreement: the first, a successor, or an amendment of all that stands"
    )
    example = (
        'kennisstad agreement draft successor agreement-2028 --from 2028-01-01 --until 2032-12-31 --name "…"'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=Kind.values, help="what it is")
        parser.add_argument("key", help="its name in addresses, such as agreement-2028")
        parser.add_argument("--from", dest="starts_on", type=day, required=True, help="its first day")
        parser.add_argument("--until", dest="ends_on", type=day, required=True, help="its last day")
        add_words(parser, "name", "its name")
        add_words(parser, "summary", "what it is about, in short")

    def handle(self, *args: Any, **options: Any) -> None:
        key = options["key"]
        try:
            validate_slug(key)
        except Exception as wrong:
            raise CommandError("Use small letters, figures and hyphens for its key.") from wrong
        if len(key) > LONGEST_KEY:
            raise CommandError(f"Use at most {LONGEST_KEY} characters for its key.")
        words = words_of(options, "name", "summary")
        if any(len(said["name"]) > LONGEST_NAME for said in words.values()):
            raise CommandError(f"Use at most {LONGEST_NAME} characters for its name.")
        days = {name: options[name] for name in ("starts_on", "ends_on")}
        with refusals_told():
            draft(kind=Kind(options["kind"]), key=key, words=words, **days, by=None, at=timezone.now())
        self.stdout.write(f"The draft {key} is made. Nobody but the desk sees it yet.")

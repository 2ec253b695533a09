# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentTypeError
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.figures import add_figure
from kennisstad.agreement.management.finding import day
from kennisstad.agreement.management.said import add_words, words_of
from kennisstad.lib.cleaning import one_line
from kennisstad.lib.files import shown
from kennisstad.progress.management.finding import commitment_with
from kennisstad.web.management.refusing import refusals_told

MOST, PLACES = Decimal(10) ** 11, -4
LONGEST = {"unit": 40, "source": 200}


class Command(BaseCommand):
    help = "Add a figure with its passport to a commitment; older figures stay beside it"
    example = (
        'kennisstad commitment figure green-roofs --value 12 --on 2026-06-30 --source "…" --definition "…"'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the commitment, by its name in addresses")
        parser.add_argument("--value", type=_number, required=True, help="the figure, such as 12.5")
        parser.add_argument("--on", type=day, help="the day on which it was measured")
        parser.add_argument("--source", default="", help="where it comes from")
        parser.add_argument("--unit", default="", help="what is counted; else the unit of the commitment")
        add_words(parser, "definition", "how it was counted")

    def handle(self, *args: Any, **options: Any) -> None:
        commitment = commitment_with(options["key"])
        given = {"unit": one_line(options["unit"]) or commitment.unit, "source": one_line(options["source"])}
        for name, most in LONGEST.items():
            if len(given[name]) > most:
                raise CommandError(f"Use at most {most} characters for --{name}.")
        words, at = words_of(options, "definition"), timezone.now()
        value, on = options["value"], options["on"]
        with refusals_told():
            add_figure(commitment, value=value, measured_on=on, words=words, **given, by=None, at=at)
        self.stdout.write(
            f"{options['value']} {given['unit']} of {options['on']} stands with {commitment.key}."
        )


def _number(said: str) -> Decimal:
    try:
        number = Decimal(said)
    except InvalidOperation:
        raise ArgumentTypeError(f"{shown(said)} is no number; write it as 12.5") from None
    if not number.is_finite() or number.copy_abs() >= MOST or int(number.as_tuple().exponent) < PLACES:
        raise ArgumentTypeError(f"{shown(said)} is too large, or has more than 4 decimals")
    return number

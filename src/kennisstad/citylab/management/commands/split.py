# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.citylab import legs
from kennisstad.citylab.leg_plans import Unreadable, read
from kennisstad.citylab.models import Question
from kennisstad.education.models import Level
from kennisstad.lib.files import UnusableFile, read_text
from kennisstad.web.refusals import NotNow

MOST_TEXT = 200_000
"""Characters: reading YAML takes long."""


class Command(BaseCommand):
    help = "Cut a question into two to six parts for courses, as a YAML file says; the first open at once"
    example = "kennisstad split 12 parts.yaml"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question", type=int, help="the number in the address of its page")
        parser.add_argument(
            "file",
            type=Path,
            help="a list `legs`, each with order, form, level, and title, body, discipline and hand_over "
            "under nl and en",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["question"]
        question = Question.objects.filter(pk=number).first() if 0 < number < 2**31 else None
        if question is None:
            raise CommandError(f"There is no question {number}.")
        with override("en"):
            try:
                plans = read(_text(options["file"]), levels=Level.values)
                made = legs.split(question, plans=plans, messages={}, by=None, at=timezone.now())
            except (NotNow, Unreadable, UnusableFile) as fault:
                raise CommandError(str(fault)) from fault
            for leg in made:
                self.stdout.write(
                    f"part {leg.leg_order}: question {leg.pk}, {leg.get_status_display()}, {leg}"
                )


def _text(file: Path) -> str:
    text = read_text(file)
    if len(text) > MOST_TEXT:
        raise CommandError(f"{file} is too large: at most {MOST_TEXT} characters.")
    return text

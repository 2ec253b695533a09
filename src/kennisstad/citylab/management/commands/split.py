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
from kennisstad.web.refusals import NotNow

LARGEST_BYTES = 200_000


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
            except (NotNow, Unreadable) as fault:
                raise CommandError(str(fault)) from fault
            for leg in made:
                self.stdout.write(
                    f"part {leg.leg_order}: question {leg.pk}, {leg.get_status_display()}, {leg}"
                )


def _text(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():
            # A pipe would keep us waiting, and a device may never end.
            raise CommandError(f"{file} is no ordinary file.")
        if file.stat().st_size > LARGEST_BYTES:
            raise CommandError(f"{file} is too large: at most {LARGEST_BYTES} bytes.")
        return file.read_text()
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file} is not text in UTF-8.") from fault

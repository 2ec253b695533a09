# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from kennisstad.citylab.models import Question
from kennisstad.citylab.relay import Leg, relay_of


class Command(BaseCommand):
    help = "Show the parts of a question: their turn, where each stands and what it hands over"
    example = "kennisstad relay 12 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question", type=int, help="the number of the question, or of one of its parts")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["question"]
        asked = Question.objects.filter(pk=number).first() if 0 < number < 2**31 else None
        if asked is None:
            raise CommandError(f"There is no question {number}.")
        with override("en"):
            chain = relay_of(asked.leg_of_id or asked.pk, among=Question.objects.all())
            if chain is None:
                raise CommandError(f"Question {number} is not in parts. Cut it with: kennisstad split")
            rows = [_row(leg) for leg in chain.legs]
            if options["json"]:
                whole = {"question": chain.whole.pk, "status": chain.whole.status, "legs": rows}
                self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"{chain.whole} ({chain.whole.status})")
            for row in rows:
                self.stdout.write(
                    f"  turn {row['order']}  {row['question']:>5}  {row['status']:<10} {row['title']}"
                )
                self.stdout.write(f"                 {row['says']}")


def _row(leg: Leg) -> dict[str, Any]:
    question, text = leg.question, leg.question.text_in("en")
    return {
        "question": question.pk,
        "order": question.leg_order,
        "part": leg.number or None,
        "status": question.status,
        "says": str(leg.says),
        "title": text.title if text else "",
        "discipline": text.discipline if text else "",
        "form": question.form,
        "level": question.leg_level,
        "opened_on": _day(leg.opened_on),
        "placed_on": _day(leg.placed_on),
        "handed_over_on": _day(leg.result.handed_over_on if leg.result else None),
        "project": question.project_id,
        "result": leg.result.pk if leg.result else None,
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None

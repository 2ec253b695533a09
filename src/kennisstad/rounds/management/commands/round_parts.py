# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from kennisstad.citylab.queries import asker_of
from kennisstad.rounds.management.links import sign_up_link
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Limit, Round, RoundCourse, RoundQuestion, RoundSupervisor


class Command(RoundCommand):
    help = "Show what takes part in a round: courses with their links, questions, supervisors, limits"
    example = "kennisstad round parts 3 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        courses = round.courses.select_related("offering__course__partner").order_by("pk")
        asked = round.questions.with_words().select_related("question__contact", "question__leg_of__contact")
        supervisors = round.supervisors.prefetch_related("priorities__team").order_by("name", "pk")
        questions, askers = list(asked.in_order()), dict[str, int]()
        for part in questions:
            askers.setdefault(asker_of(part.question), part.place)
        whole = {
            "courses": [_course(one) for one in courses],
            "questions": [_question(one) for one in questions],
            "supervisors": [_supervisor(one) for one in supervisors],
            "limits": [_limit(one, askers) for one in round.limits.select_related("area").order_by("pk")],
        }
        if options["json"]:
            self.stdout.write(json.dumps(whole, indent=2, ensure_ascii=False))
            return
        if not any(whole.values()):
            self.stdout.write(f"Nothing takes part yet. Next: kennisstad round add course {round.pk} CODE")
        for name, rows in whole.items():
            for row in rows:
                self.stdout.write(f"{name.removesuffix('s'):<11}{_line(row)}")


def _line(row: dict[str, Any]) -> str:
    """Write what is said of one part; what is not said is left out."""
    first, *rest = (
        f"{name} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in row.items()
        if value not in (None, "", [])
    )
    return "; ".join([first.partition(" ")[2], *rest])


def _course(one: RoundCourse) -> dict[str, Any]:
    offering = one.offering
    return {
        "code": offering.course.code,
        "partner": offering.course.partner.key,
        "starts": offering.starts_on.isoformat(),
        "ends": offering.ends_on.isoformat(),
        "seats": one.seats,
        "link": sign_up_link(one),
    }


def _question(one: RoundQuestion) -> dict[str, Any]:
    return {
        "number": one.place,
        "question": one.question_id,
        "title": str(one.question),
        "lower": one.lower,
        "upper": one.upper,
        "supervisor": one.supervisor.name if one.supervisor else "",
        "levels": one.levels,
        "languages": one.languages,
        "load": one.load,
        "weight": one.weight,
    }


def _supervisor(one: RoundSupervisor) -> dict[str, Any]:
    return {"name": one.name, "lower": one.lower, "upper": one.upper, "order": one.order}


def _limit(one: Limit, askers: Mapping[str, int]) -> dict[str, Any]:
    """Name an asker by the first question asked here: nobody else is named."""
    place = askers.get(one.asker, "that left the round")
    return {"of": one.area.code if one.area else f"the asker of question {place}", "most": one.upper}

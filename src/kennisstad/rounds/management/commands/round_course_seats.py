# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.parts import MOST_SEATS, set_course_seats
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import course_in, number
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Say how many teams of a course can be placed; without --seats there is no limit"
    example = "kennisstad round course seats 3 PSY101 --seats 12"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("course", help="its code, as `kennisstad round parts` says")
        parser.add_argument("--seats", type=number(1, MOST_SEATS), help="teams at most; else no limit")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        course = course_in(round, options["course"])
        set_course_seats(course, seats=options["seats"], by=None, at=timezone.now())
        most = "as many teams as there are" if course.seats is None else f"at most {course.seats} teams"
        self.stdout.write(f"{course.offering.course.code} has {most}.")

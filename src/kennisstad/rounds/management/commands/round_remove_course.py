# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.parts import remove_course
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import course_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Take a course out of a round, as long as no team of it signed up"
    example = "kennisstad round remove course 3 PSY101"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("course", help="its code, as `kennisstad round parts` says")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        course = course_in(round, options["course"])
        remove_course(course, by=None, at=timezone.now())
        self.stdout.write(f"{course.offering.course.code} takes part no more.")

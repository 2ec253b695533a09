# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.education.models import Offering
from kennisstad.fieldwork.management.finding import day_named
from kennisstad.lib.files import shown
from kennisstad.rounds.actions.parts import MOST_SEATS, add_course
from kennisstad.rounds.management.links import sign_up_link
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import number
from kennisstad.rounds.models import Round
from kennisstad.rounds.queries.standing import offerings_to_come

MOST_NAMED = 20


class Command(RoundCommand):
    help = "Let the students of a course edition form teams; prints the link with which they sign up"
    example = "kennisstad round add course 3 PSY101 --partner universiteit-leiden --seats 12"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("course", help="the code of a course that takes questions")
        parser.add_argument("--partner", help="key of its institution, where several use this code")
        parser.add_argument(
            "--starts", type=day_named, metavar="DAY", help="of which edition, where several come"
        )
        parser.add_argument("--seats", type=number(1, MOST_SEATS), help="teams at most; else no limit")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        offering = _offering(round, options["course"], options["partner"], options["starts"])
        added = add_course(round, offering=offering, seats=options["seats"], by=None, at=timezone.now())
        self.stdout.write(f"{offering.course.code} takes part. Its students sign up at {sign_up_link(added)}")


def _offering(round: Round, code: str, partner: str | None, starts: date | None) -> Offering:
    """Find the edition that is meant.

    Raises:
        CommandError: there is none to come, or more than one.
    """
    known = offerings_to_come(round)
    found = [
        one
        for one in known
        if one.course.code == code
        and partner in (None, one.course.partner.key)
        and starts in (None, one.starts_on)
    ]
    if not found:
        codes = sorted({one.course.code for one in known})
        listed = ", ".join(codes[:MOST_NAMED]) or "none"
        raise CommandError(
            f"No edition of {shown(code)} is to come that could take part. To come are: {listed}."
        )
    if len(found) > 1:
        each = ", ".join(f"--partner {one.course.partner.key} --starts {one.starts_on}" for one in found)
        raise CommandError(f"Several editions of {shown(code)} are to come. Say which: {each}.")
    return found[0]

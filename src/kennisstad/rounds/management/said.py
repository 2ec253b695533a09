# SPDX-License-Identifier: EUPL-1.2
"""What the commands about a round are told: words, days, and a part of the round by its number or code."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import number_between
from kennisstad.lib.cleaning import cleaned
from kennisstad.lib.files import shown
from kennisstad.rounds.actions.parts import MOST_SEATS
from kennisstad.rounds.models import Round, RoundCourse, RoundQuestion, Team
from kennisstad.rounds.models.round import LONGEST_REASON
from kennisstad.rounds.models.team import TeamQuerySet

MOST_NUMBER = 2**31 - 1


def words(most: int) -> Callable[[str], str]:
    """Give what reads words of at most so many characters."""

    def read(said: str) -> str:
        text = cleaned(said)
        if len(text) > most:
            raise ArgumentTypeError(f"use at most {most} characters; this has {len(text)}")
        return text

    return read


def number(least: int, most: int = MOST_NUMBER) -> Callable[[str], int]:
    """Give what reads a whole number between these two."""
    return number_between(least, most)


def add_question(parser: CommandParser, name: str = "question") -> None:
    parser.add_argument(
        name, type=number(1), help="its number in the round, as `kennisstad round parts` says"
    )


def add_team(parser: CommandParser) -> None:
    parser.add_argument("team", type=number(1), help="its number, as `kennisstad round teams` says")


def add_reason(parser: CommandParser, who: str = "the team reads it") -> None:
    parser.add_argument("--reason", type=words(LONGEST_REASON), default="", help=f"why; {who}")


def add_seats(parser: CommandParser) -> None:
    parser.add_argument("--lower", type=number(0, MOST_SEATS), help="teams at least, or none at all")
    parser.add_argument("--upper", type=number(1, MOST_SEATS), help="teams at most")


def question_in(round: Round, place: int) -> RoundQuestion:
    """Give the question that has this number in the round.

    Raises:
        CommandError: there is none.
    """
    found = round.questions.with_words().filter(place=place).first()
    if found is None:
        raise CommandError(
            f"There is no question {place} in round {round.pk}. "
            f"`kennisstad round parts {round.pk}` names them."
        )
    return found


def team_in(round: Round, number: int, *, also_left: bool = False) -> Team:
    """Give the team that has this number in the round.

    Raises:
        CommandError: there is none, or it has left.
    """
    ((team,),) = teams_in(round, [[number]], also_left=also_left)
    return team


def teams_in(round: Round, tiers: Sequence[Sequence[int]], *, also_left: bool = False) -> list[list[Team]]:
    """Give the teams that have these numbers in the round, in the same tiers; one query.

    Raises:
        CommandError: there is none with a number, or it has left; the first such number is named.
    """
    numbers = [number for tier in tiers for number in tier]
    known: TeamQuerySet = round.teams.select_related("round").filter(number__in=numbers)
    found = {team.number: team for team in (known if also_left else known.taking_part())}
    for number in numbers:
        if number not in found:
            raise CommandError(
                f"There is no team {number} in round {round.pk}. "
                f"`kennisstad round teams {round.pk}` names them."
            )
    return [[found[number] for number in tier] for tier in tiers]


def course_in(round: Round, code: str) -> RoundCourse:
    """Give the edition of the course with this code that takes part in the round.

    Raises:
        CommandError: there is none, or there are several.
    """
    own = list(round.courses.select_related("offering__course", "round").order_by("pk"))
    found = [one for one in own if code in (one.offering.course.code, f"#{one.pk}")]
    if not found:
        known = ", ".join(sorted({one.offering.course.code for one in own})) or "none yet"
        raise CommandError(f"No course {shown(code)} takes part in round {round.pk}. Known are: {known}.")
    if len(found) > 1:
        each = ", ".join(f"#{one.pk} from {one.offering.starts_on}" for one in found)
        raise CommandError(f"Several editions of {shown(code)} take part. Say which: {each}.")
    return found[0]


def stamp(at: datetime) -> str:
    """Write a moment for programs: ISO 8601, by the city's clocks."""
    return timezone.localtime(at).isoformat()


def moment(stamped: str) -> str:
    """Write such a stamp for people: the day and the minute."""
    return stamped[:16].replace("T", " ")

# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.education.models import Level
from kennisstad.languages.models import Language
from kennisstad.lib.files import shown
from kennisstad.rounds.actions.parts import MOST_LOAD, Seats, set_seats
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_question, add_seats, number, question_in
from kennisstad.rounds.models import Round, RoundSupervisor

ANY = "any"


class Command(RoundCommand):
    help = "Change what a question of a round can take; what is not named stays"
    example = "kennisstad round seats 3 4 --upper 2 --level master --supervisor 'Groep Water'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_question(parser)
        add_seats(parser)
        parser.add_argument("--load", type=number(0, MOST_LOAD), help="contacts with residents for each team")
        parser.add_argument(
            "--level", choices=[*Level.values, ANY], action="append", help="may be given again; any lifts it"
        )
        parser.add_argument(
            "--language", choices=[*Language.values, ANY], action="append", help="may be given again"
        )
        parser.add_argument("--supervisor", help="who guides its teams, by name; '' for nobody")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        part = question_in(round, options["question"])
        said = {
            "lower": options["lower"],
            "upper": options["upper"],
            "load": options["load"],
            "levels": _chosen(options["level"]),
            "languages": _chosen(options["language"]),
        }
        seats = Seats(
            **{name: getattr(part, name) if value is None else value for name, value in said.items()}
        )
        supervisor = part.supervisor
        if options["supervisor"] is not None:
            supervisor = supervisor_in(round, options["supervisor"]) if options["supervisor"] else None
        set_seats(part, seats=seats, supervisor=supervisor, by=None, at=timezone.now())
        self.stdout.write(f"Question {part.place} takes {part.lower} to {part.upper} teams.")


def _chosen(said: list[str] | None) -> list[str] | None:
    return None if said is None else [one for one in dict.fromkeys(said) if one != ANY]


def supervisor_in(round: Round, name: str) -> RoundSupervisor:
    found = round.supervisors.filter(name=name).first()
    if found is None:
        raise CommandError(
            f"There is no supervisor {shown(name)} in this round. "
            f"First: kennisstad round supervisor {round.pk} NAME"
        )
    return found

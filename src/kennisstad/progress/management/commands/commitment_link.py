# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import number_between
from kennisstad.progress.actions import serve, show_result, stop_serving, take_away
from kennisstad.progress.management.finding import commitment_with, project_with, result_with
from kennisstad.progress.models import Evidence, Serving
from kennisstad.web.management.refusing import refusals_told

MOST_NUMBER = 2**31 - 1


class Command(BaseCommand):
    help = "Link a project or a result to a commitment, or take such a link away"
    example = "kennisstad commitment link green-roofs --result 12"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the commitment, by its name in addresses")
        what = parser.add_mutually_exclusive_group(required=True)
        number = number_between(1, MOST_NUMBER)
        what.add_argument("--project", type=number, help="a project that works on it, by number")
        what.add_argument("--result", type=number, help="a result that shows what came of it, by number")
        parser.add_argument("--away", action="store_true", help="take the link away; the history keeps it")

    def handle(self, *args: Any, **options: Any) -> None:
        commitment, at = commitment_with(options["key"]), timezone.now()
        kind = "project" if options["project"] else "result"
        number = options[kind]
        with refusals_told():
            if options["away"] and kind == "project":
                found = Serving.objects.standing().filter(commitment=commitment, project=number)
                stop_serving(_standing(found), by=None, at=at)
            elif options["away"]:
                shown = Evidence.objects.standing().filter(commitment=commitment, result=number)
                take_away(_standing(shown), by=None, at=at)
            elif kind == "project":
                serve(commitment, project_with(number), by=None, at=at)
            else:
                show_result(commitment, result_with(number), by=None, at=at)
        done = "no longer linked" if options["away"] else "linked"
        self.stdout.write(f"{kind.capitalize()} {number} is {done} to {commitment.key}.")


def _standing(links: Any) -> Any:
    link = links.first()
    if link is None:
        raise CommandError("This is not linked to the commitment.")
    return link

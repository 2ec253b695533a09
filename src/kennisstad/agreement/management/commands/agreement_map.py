# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.themes import map_themes
from kennisstad.agreement.management.finding import agreement_with
from kennisstad.agreement.models import Theme
from kennisstad.lib.files import shown
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Say as which themes of a draft those of the version before go on, or that they end"
    example = "kennisstad agreement map agreement-2028 health=health-and-well-being,heritage campus="

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the draft, by its name in addresses")
        parser.add_argument(
            "steps", nargs="+", metavar="old=new,new", help="an old theme and its new ones; old= when it ends"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        agreement = agreement_with(options["key"])
        old, new = _themes(agreement.follows_id), _themes(agreement.pk)
        onward = dict(_step(said, old, new) for said in options["steps"])
        with refusals_told():
            map_themes(agreement, onward=onward, by=None, at=timezone.now())
        self.stdout.write(f"{len(onward)} themes are mapped. Others stay as they were.")


def _themes(agreement_id: int | None) -> dict[str, int]:
    return dict(Theme.objects.filter(agreement=agreement_id).in_order().values_list("key", "pk"))


def _step(said: str, old: dict[str, int], new: dict[str, int]) -> tuple[int, list[int]]:
    before, equals, after = said.partition("=")
    if not equals:
        raise CommandError(f"{shown(said)} is not a step. Write it as old=new, or old= when the theme ends.")
    return _known(before, old), [_known(key, new) for key in after.split(",") if key]


def _known(key: str, themes: dict[str, int]) -> int:
    if key not in themes:
        known = ", ".join(themes) or "none"
        raise CommandError(f"There is no theme {shown(key)} here. Known are: {known}.")
    return themes[key]

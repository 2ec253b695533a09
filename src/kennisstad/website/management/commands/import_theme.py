# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.website.actions import set_theme
from kennisstad.website.theme.folder import read, reckoned
from kennisstad.website.theme.tokens import BadTheme


class Command(BaseCommand):
    help = "Take over a city's own look: tokens.css or tokens.json, logo.svg or logo.png, and WOFF2 fonts"
    example = "kennisstad import theme my-theme/"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="judge the folder and change nothing")

    def handle(self, **options: Any) -> None:
        try:
            theme = read(options["folder"])
        except BadTheme as wrong:
            raise CommandError(str(wrong)) from wrong
        for look, pairs in reckoned(theme.looks).items():
            least = min(pairs, key=lambda pair: (pair.ratio or 0) / pair.least)
            self.stdout.write(f"{look}: {len(pairs)} pairs can be read; the closest is {least}")
        if theme.unknown:
            self.stdout.write(f"Not used by this site: {', '.join(theme.unknown)}")
        self.stdout.write(f"Files: {', '.join(sorted(theme.files))}")
        if options["dry_run"]:
            self.stdout.write("Nothing was changed.")
            return
        set_theme(theme, by=None, at=timezone.now())
        self.stdout.write(f"The theme {theme.digest} stands.")

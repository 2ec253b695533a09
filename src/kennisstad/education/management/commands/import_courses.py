# SPDX-License-Identifier: EUPL-1.2
"""Import an institution's courses from its own Open Education API, or from a saved answer of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.education.actions import Stopped, TakenOver, import_courses
from kennisstad.education.management.places import partner_called
from kennisstad.education.oeapi.report import Report
from kennisstad.education.oeapi.source import Wish, open_source, token_in
from kennisstad.education.oeapi.versions import Version
from kennisstad.lib.sources import BrokenOff, Unreadable


class Command(BaseCommand):
    help = (
        "Read courses, offerings, sessions and departments by OEAPI 6.0 or OOAPI 5.0, for example: "
        "kennisstad import courses courses.json --partner hogeschool-leiden --dry-run"
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version gives way to ours: the version of the standard.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a saved file, a folder of them, or the address of an endpoint")
        parser.add_argument("--partner", required=True, help="key of the institution")
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would change, and change nothing"
        )
        parser.add_argument("--token-file", type=Path, help="file that holds the bearer token of an endpoint")
        parser.add_argument("--version", choices=[*map(str, Version)], help="of the standard; else found out")
        parser.add_argument(
            "--allow-local", action="store_true", help="call a server inside our own network, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now, zone = timezone.now(), timezone.get_default_timezone()
        partner = partner_called(options["partner"])
        dry_run = options["dry_run"]
        try:
            source = open_source(_wish(options), today=now.astimezone(zone).date())
            report = import_courses(partner, source, at=now, zone=zone, dry_run=dry_run)
        except (Unreadable, BrokenOff, Stopped, TakenOver) as error:
            raise CommandError(str(error)) from error
        self._show(report, dry_run=dry_run, in_full=dry_run or options["verbosity"] > 1)

    def _show(self, report: Report, *, dry_run: bool, in_full: bool) -> None:
        if report.went_on_from:
            self.stdout.write(f"Went on from {report.went_on_from}, where an earlier run broke off.")
        for line in report.lines:
            if in_full or line.needs_attention:
                self.stdout.write(str(line))
        self.stdout.write("\n".join(report.summary()))
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")


def _wish(options: dict[str, Any]) -> Wish:
    return Wish(
        place=options["source"],
        version=Version(options["version"]) if options["version"] else None,
        token=token_in(options["token_file"]) if options["token_file"] else "",
        allow_local=options["allow_local"],
    )

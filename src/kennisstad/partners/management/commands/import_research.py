# SPDX-License-Identifier: EUPL-1.2
"""Take over researchers and their works from OpenAlex or ORCID."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from kennisstad.lib.sources import BrokenOff, Unreadable
from kennisstad.partners.actions import UnknownInstitution, import_research
from kennisstad.partners.research.batches import Batch, from_file
from kennisstad.partners.research.ids import ror
from kennisstad.partners.research.paging import from_address
from kennisstad.partners.research.report import Report


class Command(BaseCommand):
    help = "Take over researchers of our partners and their works from OpenAlex or ORCID"
    example = "kennisstad import research works.jsonl --ror https://ror.org/0abcdef12"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", help="OpenAlex as JSON lines, a saved page, an ORCID record, or an address of OpenAlex"
        )
        parser.add_argument("--ror", default="", help="people and works of this institution only")
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would change, and change nothing"
        )
        parser.add_argument(
            "--allow-local", action="store_true", help="call a server inside our own network, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report, problem = Report(), ""
        try:
            self._take_over(report, options)
        except UnknownInstitution as error:
            raise CommandError(str(error)) from error
        except (Unreadable, BrokenOff) as error:
            problem = f"{error} "
        except IntegrityError:
            problem = "Somebody else took over the same just now: run the same command again. "
        except DatabaseError as error:
            problem = f"The database cannot be used: {str(error).splitlines()[0]}. "
        self._tell(report, problem, dry_run=options["dry_run"])

    def _take_over(self, report: Report, options: dict[str, Any]) -> None:
        now = timezone.now()
        if not options["dry_run"]:
            import_research(_batches(options), report=report, at=now, ror=options["ror"])
            return
        with transaction.atomic():
            import_research(_batches(options), report=report, at=now, ror=options["ror"])
            transaction.set_rollback(True)

    def _tell(self, report: Report, problem: str, *, dry_run: bool) -> None:
        for line in report.told():
            self.stdout.write(line)
        last = f"{problem}{report.sentence}"
        if dry_run:
            last += " Dry run: nothing was changed."
        if problem or report.unfit:
            raise CommandError(last)
        self.stdout.write(last)


def _batches(options: dict[str, Any]) -> Iterator[Batch]:
    place = options["source"]
    if "://" not in place:
        return from_file(Path(place))
    return from_address(place, ror=ror(options["ror"]), allow_local=options["allow_local"])

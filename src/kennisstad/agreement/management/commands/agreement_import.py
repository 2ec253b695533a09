# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from kennisstad.agreement.actions.importing import Stopped, take_over
from kennisstad.agreement.actions.importing_tables import take_over_table
from kennisstad.agreement.exchange.jsonld import from_jsonld
from kennisstad.agreement.exchange.markdown import from_markdown
from kennisstad.agreement.exchange.table_file import read_table
from kennisstad.agreement.management.finding import agreement_with
from kennisstad.lib.files import Problem, UnusableFile, on_a_terminal, read_bytes, read_text, shown

WHOLE = {".jsonld": from_jsonld, ".json": from_jsonld, ".md": from_markdown}
TABLES = (".csv", ".xlsx")


class Command(BaseCommand):
    help = "Take an agreement over from JSON-LD or Markdown, or commitments and figures from CSV or XLSX"
    example = "kennisstad agreement import figures.xlsx --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .jsonld, .json, .md, .csv or .xlsx file")
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would change, and change nothing"
        )
        parser.add_argument("--agreement", metavar="KEY", help="of which agreement the rows of a table are")
        parser.add_argument(
            "--skip-wrong", action="store_true", help="leave out rows of a table that cannot be used"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                lines = self._whole(options) if _ending(options) in WHOLE else self._table(options)
                transaction.set_rollback(options["dry_run"])
        except UnusableFile as error:
            raise CommandError(on_a_terminal(str(error))) from error
        except Stopped as stopped:
            self._tell(stopped.problems)
            raise CommandError(str(stopped)) from stopped
        except IntegrityError as error:
            raise CommandError("Somebody changed the same just now; nothing was taken over.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used, nothing was taken over: {error}.") from error
        for line in lines:
            self.stdout.write(on_a_terminal(line))
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")

    def _tell(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(on_a_terminal(f"  {problem}"))

    def _whole(self, options: dict[str, Any]) -> list[str]:
        if options["agreement"] or options["skip_wrong"]:
            raise UnusableFile("--agreement and --skip-wrong are for tables; this file is a whole agreement.")
        version = WHOLE[_ending(options)](read_text(options["file"]))
        report = take_over(version, by_id=None, at=timezone.now())
        told = {"new": report.new, "changed": report.changed, "removed": report.removed}
        lines = [f"{kind}: {name}" for kind, names in told.items() for name in names]
        counts = {"new": report.new, "changed": report.changed, "as before": report.same}
        counts |= {"removed": report.removed} if report.removed else {}
        said = ", ".join(f"{len(names)} {kind}" for kind, names in counts.items())
        return [*(lines if options["dry_run"] else []), *report.notes, f"{said}."]

    def _table(self, options: dict[str, Any]) -> list[str]:
        if _ending(options) not in TABLES:
            raise UnusableFile(
                f"{shown(options['file'], 200)} must end in .jsonld, .json, .md, .csv or .xlsx."
            )
        into = agreement_with(options["agreement"]) if options["agreement"] else None
        file = read_table(read_bytes(options["file"]))
        verdicts = take_over_table(
            file, into=into, skip_wrong=options["skip_wrong"], by_id=None, at=timezone.now()
        )
        lines = [f"{one.where}: {one.does} {one.name} {one.why}".rstrip() for one in verdicts]
        shown_lines = lines if options["dry_run"] else [line for line in lines if ": refused" in line]
        names = {"new": "new", "changed": "changed", "same": "as before", "refused": "left out"}
        counts = [f"{sum(one.does == does for one in verdicts)} {name}" for does, name in names.items()]
        return [*shown_lines, *file.notes, f"{', '.join(counts)}."]


def _ending(options: dict[str, Any]) -> str:
    ending: str = options["file"].suffix.lower()
    return ending

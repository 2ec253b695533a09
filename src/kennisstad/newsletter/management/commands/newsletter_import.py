# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override

from kennisstad.lib.files import Problem, UnusableFile, on_a_terminal
from kennisstad.lib.sheets import csv_text
from kennisstad.lib.writing import whole_file
from kennisstad.newsletter.importing import Taken, offered, take_over
from kennisstad.newsletter.reader_file import COLUMNS, read


class Command(BaseCommand):
    help = (
        f"Take over readers from a CSV file with the columns {', '.join(COLUMNS)}; each row needs its "
        "consent, and nobody who left is put back"
    )
    example = "kennisstad newsletter import readers.csv --dry-run --report refused.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would happen, and change nothing"
        )
        parser.add_argument("--report", type=Path, help="write every refused row to this file, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"), _told(options["file"]), _report(options["report"]) as told:
            now = timezone.localtime()
            with options["file"].open("rb") as file:
                rows = read(file, offered(), today=now.date())
                taken = take_over(rows, by_id=None, at=now, dry_run=options["dry_run"], told=told)
        self._tell(taken)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")

    def _tell(self, taken: Taken) -> None:
        self.stdout.write(
            f"{taken.new} new, {taken.known} known already, {taken.twice} twice in the file, "
            f"{taken.left} left before, {taken.stopped} stopped before, {taken.refused} refused."
        )
        for problem in taken.problems:
            self.stdout.write(on_a_terminal(str(problem)))
        if taken.refused > len(taken.problems):
            self.stdout.write(f"And {taken.refused - len(taken.problems)} more; --report writes them all.")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except UnusableFile as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{error.filename or file} cannot be used: {error.strerror}.") from error
    except DatabaseError as error:
        raise CommandError(
            f"The database cannot be used: {error}. Begin again: nobody comes twice."
        ) from error


@contextmanager
def _report(path: Path | None) -> Iterator[Callable[[Problem], object]]:
    """Give what to call with each refused row."""
    if path is None:
        yield lambda _problem: None
        return
    with whole_file(path) as file:
        file.write(csv_text([("line", "problem")]))
        yield lambda problem: file.write(csv_text([(problem.where, problem.reason)]))

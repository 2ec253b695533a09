# SPDX-License-Identifier: EUPL-1.2
import json
import os
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.batch import Fit, Matched, match_all
from kennisstad.lib.processes import Killed
from kennisstad.lib.writing import whole_file
from kennisstad.retrieval import IndexFault

MOST = 20
MOST_PROCESSES = 256


class Command(BaseCommand):
    help = "Match every open and waiting question against all courses, groups and results"
    example = "kennisstad match all --json-lines --out matches.jsonl"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json-lines", action="store_true", help="for programs: one question a line")
        parser.add_argument("--why", action="store_true", help="also the words that both texts have; slower")
        parser.add_argument("--limit", type=number(1, MOST), help="the most of each kind; else 10, 5 and 5")
        parser.add_argument(
            "--processes", type=number(1, MOST_PROCESSES), help="how many work on it; else one per core"
        )
        parser.add_argument("--out", type=Path, help="the file to write, which is there whole or not at all")

    def handle(self, *args: Any, **options: Any) -> None:
        found = match_all(
            today=timezone.localdate(),
            processes=options["processes"] or os.cpu_count() or 1,
            most=options["limit"],
            why=options["why"],
            tell=self._tell,
        )
        line = json_line if options["json_lines"] else lines
        with told_faults(), self._place(options["out"]) as write:
            for one in found:
                write(line(one))

    def _tell(self, sentence: str) -> None:
        self.stderr.write(sentence)

    @contextmanager
    def _place(self, out: Path | None) -> Iterator[Callable[[str], object]]:
        if out is None:
            yield self.stdout.write
            return
        try:
            with whole_file(out) as file:
                yield file.write
        except OSError as fault:
            raise CommandError(f"{out} cannot be written: {fault.strerror}.") from fault


@contextmanager
def told_faults() -> Iterator[None]:
    """Tell what can go wrong while matching in one sentence."""
    try:
        yield
    except IndexFault as fault:
        raise CommandError(f"{fault} Run: kennisstad index rebuild") from fault
    except Killed as fault:
        raise CommandError(f"{fault} Nothing more was written. Use fewer --processes.") from fault


def number(least: int, most: int) -> Callable[[str], int]:
    """Make what reads a whole number from an argument."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text[:9]) <= most:
            raise ArgumentTypeError(f"write a whole number from {least} to {most}")
        return int(text)

    return read


def json_line(one: Matched) -> str:
    row = {"question": one.question, "title": one.title}
    row |= {f"{kind}s": [_fit(fit) for fit in fits] for kind, fits in one.fits.items()}
    return json.dumps(row, ensure_ascii=False) + "\n"


def _fit(fit: Fit) -> dict[str, Any]:
    row = asdict(fit) | {"score": round(fit.score, 4)}
    return row if fit.words else {name: value for name, value in row.items() if name != "words"}


def lines(one: Matched) -> str:
    said = [f"{one.question}  {one.title}"]
    for kind, fits in one.fits.items():
        said += [f"  {kind:<7}{fit.score:.2f}  {fit.title} – {fit.partner}{_because(fit)}" for fit in fits]
    return "\n".join(said) + "\n"


def _because(fit: Fit) -> str:
    return f" ({', '.join(fit.words)})" if fit.words else ""

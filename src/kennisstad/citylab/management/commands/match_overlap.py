# SPDX-License-Identifier: EUPL-1.2
import json
import os
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.citylab.management.commands.match_all import MOST_PROCESSES, number, told_faults
from kennisstad.citylab.overlap import Pair, Side, overlaps


class Command(BaseCommand):
    help = "List courses of different institutions, and questions, that are nearly alike"
    example = "kennisstad match overlap --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--limit", type=number(1, 100_000), default=100, help="the most pairs (%(default)s)"
        )
        parser.add_argument(
            "--processes", type=number(1, MOST_PROCESSES), help="how many work on it; else one per core"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        processes = options["processes"] or os.cpu_count() or 1
        with told_faults():
            found = overlaps(most=options["limit"], processes=processes, tell=self.stderr.write)
        if options["json"]:
            rows = [asdict(pair) | {"share": round(pair.share, 4)} for pair in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"Pairs that are nearly alike: {len(found)}")
        for pair in found:
            self.stdout.write(_line(pair))


def _line(pair: Pair) -> str:
    sides = f"{_side(pair.left)}  |  {_side(pair.right)}"
    return f"  {pair.share:.2f}  {pair.kind}  {sides}\n        {', '.join(pair.words)}"


def _side(side: Side) -> str:
    return f"{side.id} {side.title}" + (f" – {side.owner}" if side.owner else "")

# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.citylab.models import TermPair


class Command(BaseCommand):
    help = "List the word pairs that the search uses across languages, and those struck out"
    example = "kennisstad pairs list --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = map(_row, TermPair.objects.by_word().iterator())
        if options["json"]:
            self.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=2))
            return
        for row in rows:
            told = f"from {row['records']} records" if row["records"] else row["source"]
            struck = "\tstruck out" if row["struck_out"] else ""
            self.stdout.write(f"{row['dutch']}\t{row['english']}\t{row['weight']:.2f}\t{told}{struck}")


def _row(pair: TermPair) -> dict[str, Any]:
    return {
        "dutch": pair.dutch_word,
        "english": pair.english_word,
        "weight": round(pair.weight, 4),
        "source": pair.source,
        "records": pair.records,
        "struck_out": pair.is_struck_out,
    }

# SPDX-License-Identifier: EUPL-1.2
"""What the commands that measure on a folder have in common."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.lib.files import UnusableFile
from kennisstad.retrieval import IndexFault, Translations
from kennisstad.retrieval.dictionary import Dictionary, read_dictionary
from kennisstad.retrieval.evaluation.beir import Collection, read_collection
from kennisstad.retrieval.evaluation.report import Report, as_record, as_table
from kennisstad.retrieval.semantic import ModelUnusable


class MeasuringCommand(BaseCommand):
    """Reads a folder, measures, and tells the figures."""

    # Nothing here is about this site: a city without a database can be measured on.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="holds corpus.jsonl, queries.jsonl and qrels/test.tsv")
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--dictionary", type=Path, metavar="FILE", help="of Dutch and English, to use")

    def measure(
        self, collection: Collection, translations: Translations | None, options: dict[str, Any]
    ) -> Report:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._tell(self._report(options), as_json=options["json"])
        except (UnusableFile, IndexFault, ModelUnusable) as fault:
            raise CommandError(str(fault)) from fault

    def _report(self, options: dict[str, Any]) -> Report:
        path = options["dictionary"]
        dictionary = read_dictionary(path) if path else None
        collection = read_collection(options["folder"])
        report = self.measure(collection, dictionary.translations if dictionary else None, options)
        return replace(report, dictionary=_facts(path, dictionary) if dictionary else None)

    def _tell(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            for note in report.notes:
                self.stderr.write(note)
            self.stdout.write(json.dumps(as_record(report), ensure_ascii=False, indent=2))
            return
        for line in as_table(report):
            self.stdout.write(line)


def _facts(path: Path, dictionary: Dictionary) -> dict[str, Any]:
    return {"file": path.name, "pairs": len(dictionary.meanings)}

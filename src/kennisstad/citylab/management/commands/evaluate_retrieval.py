# SPDX-License-Identifier: EUPL-1.2
"""How well are documents found? Measured on a collection of your own; the database is not touched."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kennisstad.citylab.measuring import MeasuringCommand
from kennisstad.retrieval import Translations
from kennisstad.retrieval.evaluation.beir import Collection
from kennisstad.retrieval.evaluation.report import Report
from kennisstad.retrieval.evaluation.retrieval import measured


class Command(MeasuringCommand):
    help = "Measure how well documents are found, on a collection in BEIR's layout"
    example = "kennisstad evaluate retrieval scifact --json"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--semantic", type=Path, metavar="FOLDER", help="a model to find by meaning, too")

    def measure(
        self, collection: Collection, translations: Translations | None, options: dict[str, Any]
    ) -> Report:
        return measured(collection, translations=translations, model=options["semantic"])

# SPDX-License-Identifier: EUPL-1.2
"""How well are people found from their works? Measured on your own data; the database is not touched."""

from typing import Any

from kennisstad.citylab.measuring import MeasuringCommand
from kennisstad.retrieval import Translations
from kennisstad.retrieval.evaluation.beir import Collection
from kennisstad.retrieval.evaluation.experts import measured
from kennisstad.retrieval.evaluation.report import Report


class Command(MeasuringCommand):
    help = "Measure how well people are found from their works, on works that name their `people`"
    example = "kennisstad evaluate experts reviewers --json"

    def measure(
        self, collection: Collection, translations: Translations | None, options: dict[str, Any]
    ) -> Report:
        return measured(collection, translations=translations)

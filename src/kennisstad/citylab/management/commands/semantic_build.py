# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisstad.citylab import semantic
from kennisstad.retrieval import IndexFault
from kennisstad.retrieval.semantic import ModelUnusable


class Command(BaseCommand):
    help = "Make the vectors for finding by meaning, with the model in KENNISSTAD_SEMANTIC_MODEL"
    example = "kennisstad semantic build"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            built = semantic.build()
        except (ModelUnusable, IndexFault) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            f"{built.documents} documents; texts with a new vector: {built.made}, unchanged: {built.kept}."
        )

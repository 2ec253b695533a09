# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.matching.score import PRIOR, Model
from kennisstad.citylab.models import LearnedModel


class Command(BaseCommand):
    help = "List the matching models: the one set by hand (0) and every learned one, with their figures"
    example = "kennisstad model list --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [_by_hand(), *(_row(one) for one in LearnedModel.objects.order_by("version"))]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['version']:>4}  {row['status']:<13}{_told(row)}")


def _by_hand() -> dict[str, Any]:
    status = "in-use" if model_in_use().version == PRIOR.version else "set-by-hand"
    return {**_numbers(PRIOR), "status": status, "trained_at": None, "figures": None}


def _row(learned: LearnedModel) -> dict[str, Any]:
    at = learned.trained_at.isoformat()
    return {**_numbers(learned.model), "status": learned.status, "trained_at": at, "figures": learned.figures}


def _numbers(model: Model) -> dict[str, Any]:
    return {
        "version": model.version,
        "decisions": model.decisions,
        "is_calibrated": model.is_calibrated,
        "weights": dict(model.weights),
        "bias": model.bias,
    }


def _told(row: dict[str, Any]) -> str:
    if row["figures"] is None:
        return "the weights set by hand"
    day, figures = row["trained_at"][:10], row["figures"]
    return (
        f"{day}, {row['decisions']} decisions, log loss {figures['new']['log_loss']:.3f} "
        f"against {figures['old']['log_loss']:.3f} of model {figures['against']}"
    )

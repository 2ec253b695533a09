# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.citylab.learning import train
from kennisstad.citylab.matching.learning import DidNotConverge
from kennisstad.web.refusals import NotNow


class Command(BaseCommand):
    help = "Learn a matching model from the decisions so far, and compare it with the one in use"
    example = "kennisstad model train"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            learned = train(by=None, at=timezone.now())
        except (NotNow, DidNotConverge) as no:
            raise CommandError(str(no)) from no
        old, new = learned.figures["old"], learned.figures["new"]
        self.stdout.write(f"Model {learned.version} learned from {learned.decisions} decisions.")
        self.stdout.write(
            f"Log loss on {learned.figures['n']} held-back decisions: {new['log_loss']:.3f}; "
            f"model {learned.figures['against']}, in use now: {old['log_loss']:.3f}."
        )
        self.stdout.write(f"Put it in use with: kennisstad model use {learned.version}")

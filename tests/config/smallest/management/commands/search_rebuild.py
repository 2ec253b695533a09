# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from tests.config.smallest.tasks import trace


class Command(BaseCommand):
    help = "Build the index of the search box."
    example = "kennisstad search rebuild"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-needed", action="store_true")

    def handle(self, *, if_needed: bool, **options: object) -> None:
        trace("search", "needed" if if_needed else "asked for")

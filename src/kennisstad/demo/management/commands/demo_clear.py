# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from kennisstad.demo.actions import Cleared, StillNeeded, clear
from kennisstad.demo.management.counting import said


class Command(BaseCommand):
    help = "Remove the example and leave what is your own"
    example = "kennisstad demo clear"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--with-dependents",
            action="store_true",
            help="remove own questions, projects and rounds that hang on the example's, too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        cleared = _cleared(with_dependents=options["with_dependents"])
        if not cleared.removed:
            self.stdout.write("There is no example on this site.")
            return
        self.stdout.write(f"The example is gone: {said(cleared.removed)}.")
        if cleared.kept:
            self.stdout.write(f"Yours from now on, because you use or changed them: {said(cleared.kept)}.")
        if not cleared.administrators:
            self.stdout.write("Nobody is administrator now: kennisstad user add NAME --role administrator")


def _cleared(*, with_dependents: bool) -> Cleared:
    file = Path(settings.KENNISSTAD_HOME) / "example-sign-ins.txt"
    try:
        return clear(at=timezone.now(), passwords=file, with_dependents=with_dependents)
    except StillNeeded as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"The example is gone, but {file} is not: {error.strerror}. Remove it.") from error
    except IntegrityError as error:
        raise CommandError("Somebody used the example just now. Nothing was removed: try again.") from error

# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from kennisstad.demo.actions import DoesNotFit, Loaded, load
from kennisstad.demo.management.counting import said


class Command(BaseCommand):
    help = "Load the example city: Leiden, with made-up questions, projects and courses"
    example = "kennisstad demo load"

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(settings.KENNISSTAD_HOME) / "example-sign-ins.txt"
        loaded = _loaded(file)
        self.stdout.write("The example is loaded." if loaded.fresh else "The example was there already.")
        self.stdout.write(f"There are {said(loaded.counts)}.")
        if file.exists():
            self.stdout.write(f"{file} says how to sign in.")


def _loaded(file: Path) -> Loaded:
    try:
        return load(at=timezone.now(), passwords=file)
    except DoesNotFit as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}. Nothing was loaded.") from error
    except IntegrityError as error:
        raise CommandError("Somebody changed the same just now. Nothing was loaded: try again.") from error

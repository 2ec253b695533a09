# SPDX-License-Identifier: EUPL-1.2
"""Work whose traces tests can see: each leaves a line in a file of KENNISSTAD_HOME."""

import os
import time
from datetime import datetime

from django.conf import settings
from django_tasks import task


def trace(name: str, line: str) -> None:
    with (settings.KENNISSTAD_HOME / name).open("a") as file:
        file.write(f"{line}\n")


@task
def linger(seconds: float) -> None:
    """Leave the process id, take a while the first time, leave word that it is done."""
    seen = (settings.KENNISSTAD_HOME / "linger").exists()
    trace("linger", f"began in {os.getpid()}")
    time.sleep(0 if seen else seconds)
    trace("linger", "done")


@task
def end_abruptly() -> None:
    trace("abrupt", "began")
    os._exit(9)


def fail(*, at: datetime) -> None:
    raise RuntimeError("This job always fails.")


def tick(*, at: datetime) -> None:
    trace("tick", at.isoformat())

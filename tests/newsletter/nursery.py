# SPDX-License-Identifier: EUPL-1.2
"""Starts real workers quickly: all is loaded once, and each line of input forks one, whose number is told."""

import os
import signal
import sys
from datetime import timedelta


def main() -> None:
    import django

    django.setup()
    from django.urls import reverse

    from kennisstad.worker.working import work

    reverse("newsletter:leave", args=["x"])

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if pid := os.fork():
            sys.stdout.write(f"{pid}\n")
            sys.stdout.flush()
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            work(lost_after=timedelta(seconds=float(line)))
        finally:
            os._exit(0)


if __name__ == "__main__":
    main()

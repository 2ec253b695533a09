# SPDX-License-Identifier: EUPL-1.2
"""The yearly account over 10,000 projects, 500 commitments and 5,000 links: seconds and memory, each alone.

Each line is a process of its own, so that none pays for another. The document with all 500 commitments has
no limit: it is made once and kept, has about fifty pages, and most of its time goes to their lines.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from resource import RUSAGE_SELF, getrusage

from bench.city import districts, found
from bench.promised import COMMITMENTS, LINKS, PROJECTS, promise

FEW = 40
LIMIT_S, LIMIT_MB = 5.0, 300
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def main() -> None:
    found()
    promise(districts())
    print(f"| {PROJECTS:,} projects, {COMMITMENTS} commitments, {LINKS:,} links | seconds | limit ", end="")
    print("| largest, MB | limit |")
    print("|---|---:|---:|---:|---:|")
    for what in STEPS:
        subprocess.run([sys.executable, "-m", "bench.account", what], check=True)


def one(what: str) -> None:
    """Do one thing in this process, on the city that is there, and tell what it took."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kennisstad.config.settings"
    import django

    django.setup()
    # A site that runs has its addresses and templates at hand.
    _answered("accounts")()
    do = STEPS[what]
    began = time.perf_counter()
    do()
    took, largest = time.perf_counter() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1024
    free = what == ALL_ON_PAPER
    limits = ("", "") if free else (f"{LIMIT_S:.0f}", f"{LIMIT_MB}")
    print(f"| {what} | {took:.1f} | {limits[0]} | {largest:,.0f} | {limits[1]} |", flush=True)


def _keep() -> None:
    """Gather, freeze and publish, as the desk does."""
    from django.utils import timezone

    from kennisstad.agreement.models import Agreement
    from kennisstad.progress import accounting

    at = timezone.now()
    kept = accounting.draft(Agreement.objects.get(), starts_on=FIRST, ends_on=LAST, by=None, at=at)
    accounting.publish(kept, by=None, at=at)


def _answered(name: str, *kind: str) -> Callable[[], None]:
    """Give what asks for a page or a file as a browser does."""

    def ask() -> None:
        from django.conf import settings
        from django.test import Client
        from django.urls import reverse

        from kennisstad.progress.models import Account

        settings.ALLOWED_HOSTS.append("testserver")
        args = [] if name == "accounts" else [Account.objects.values_list("pk", flat=True)[0], *kind]
        answer = Client().get(reverse(f"progress:{name}", args=args))
        assert answer.status_code == 200, answer.status_code

    return ask


def _few_on_paper() -> None:
    """Make the document as it is for a version with as many commitments as people promise."""
    from dataclasses import replace

    from kennisstad.progress.account.summing import totals
    from kennisstad.progress.drawing import made_of, paper
    from kennisstad.progress.models import Account

    made = made_of(Account.objects.get())
    made.figures["commitments"] = made.figures["commitments"][:FEW]
    made.figures["totals"] = totals(made.figures)
    assert paper(replace(made, gathered_at=None), language="nl").startswith(b"%PDF-")


ALL_ON_PAPER = f"document (PDF), all {COMMITMENTS} commitments"
STEPS: dict[str, Callable[[], None]] = {
    "gathered, frozen and published": _keep,
    "its page": _answered("account"),
    "the projects of a theme": _answered("account_projects", "theme-0"),
    "all figures (JSON)": _answered("account_file", "json"),
    "one table (CSV)": _answered("account_file", "csv-nl"),
    "spreadsheet (XLSX)": _answered("account_file", "xlsx-nl"),
    f"document (PDF), {FEW} commitments": _few_on_paper,
    ALL_ON_PAPER: _answered("account_file", "pdf-nl"),
}

if __name__ == "__main__":
    if sys.argv[1:]:
        one(sys.argv[1])
    else:
        main()

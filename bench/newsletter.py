# SPDX-License-Identifier: EUPL-1.2
"""How fast a newsletter leaves, beside a C client with messages of the same size and Django's own sender.

Needs smtp-sink and smtp-source, which Debian has in its package `postfix`; without them it says so. All run
on one processor with the same sink, one after the other, five times over; Django sends the very letter that
we send. BENCH_POSTGRES names a server (postgres://…/postgres) that lets us make a database; without it only
SQLite is measured.
"""

import email
import email.policy
import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

CONNECTIONS, ROUNDS = 4, 5
MAILS, BY_DJANGO, BY_C = 5_000, 300, 12_000
MILLION = 1_000_000
ITEMS = 10
DATABASE = "kennisstad_bench"


def main() -> None:
    if not (shutil.which("smtp-sink") and shutil.which("smtp-source")):
        print("Not measured: smtp-sink and smtp-source are missing (Debian: apt-get install postfix).")
        return
    print("| database | what | median | of smtp-source | bar |")
    print("|---|---|---:|---:|---:|", flush=True)
    _child(DATABASE_URL="")
    if server := os.environ.get("BENCH_POSTGRES", ""):
        with _database(server) as address:
            _child(DATABASE_URL=address)


def _child(**changed: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.newsletter", "one"], env={**os.environ, **changed}, check=True
    )


@contextmanager
def _database(server: str) -> Iterator[str]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
        yield f"{server.rpartition('/')[0]}/{DATABASE}"
        connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@contextmanager
def _sink() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    sink = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{port}", "1000"])
    time.sleep(0.5)
    yield port
    sink.kill()
    sink.wait()


def one() -> None:
    """Measure on the database that DATABASE_URL names, or on SQLite."""
    from bench.city import found

    found(database=os.environ.get("DATABASE_URL", ""))
    from django.db import connection

    _on_one_processor()
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    with _sink() as port:
        _rates(name, port)
        _million(name)


def _rates(name: str, port: int) -> None:
    from django.conf import settings

    settings.SMTP_URL = f"smtp://127.0.0.1:{port}?from=news@city.example&connections={CONNECTIONS}"
    _readers(MAILS)
    letter = _letter(_issue(1_000))
    rates: dict[str, list[float]] = {"c": [], "ours": [], "django": []}
    for number in range(ROUNDS):
        rates["c"].append(_rate(BY_C, lambda: _by_c(port, len(letter))))
        issue = _issue(number + 1)
        rates["ours"].append(_rate(MAILS, lambda: _send(issue)))  # noqa: B023
        rates["django"].append(_rate(BY_DJANGO, lambda: _by_django(port, letter)))
    c, ours, django = (statistics.median(rates[one]) for one in ("c", "ours", "django"))
    print(f"| {name} | smtp-source, {CONNECTIONS} connections, letters of {len(letter):,} bytes | {c:,.0f}/s "
          f"| 100 % | |")  # fmt: skip
    print(f"| {name} | ours, with a durable ledger | {ours:,.0f}/s | {ours / c:.0%} | ≥ 25 % |")
    print(f"| {name} | ours against Django's sender | {ours / django:.1f} × | | ≥ 6 × |")
    print(f"| {name} | Django's EmailMultiAlternatives, one connection kept open | {django:,.0f}/s "
          f"| {django / c:.0%} | |", flush=True)  # fmt: skip


def _rate(count: int, do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return count / (time.perf_counter() - began)


def _by_c(port: int, size: int) -> None:
    subprocess.run(
        ["smtp-source", "-d", "-s", str(CONNECTIONS), "-m", str(BY_C), "-l", str(size), f"127.0.0.1:{port}"],
        check=True,
    )


def _letter(issue: Any) -> bytes:
    from django.conf import settings

    from kennisstad.mail import server
    from kennisstad.newsletter import ledger
    from kennisstad.newsletter.casting import Letters
    from kennisstad.newsletter.models import Delivery

    where = server.read(settings.SMTP_URL)
    assert where is not None
    (ready,) = ledger.lease(issue.pk, sender="bench", after=0, size=1, at=issue.frozen_at).ready
    letter = Letters(issue, where).for_reader(ready.reader, ready.id).message
    Delivery.objects.filter(issue=issue).delete()
    return letter


def _by_django(port: int, letter: bytes) -> None:
    """Send the same letter as a Django program would: a message for each reader, with their own link."""
    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.smtp import EmailBackend

    ours = email.message_from_bytes(letter, policy=email.policy.default)
    link = ours["List-Unsubscribe"].strip("<>")
    text, html = (ours.get_body((kind,)).get_content() for kind in ("plain", "html"))
    line = EmailBackend(host="127.0.0.1", port=port)
    line.open()
    for number in range(BY_DJANGO):
        own = f"{link}{number}/"
        mail = EmailMultiAlternatives(
            ours["Subject"], text.replace(link, own), "news@city.example", [f"reader{number}@example.org"],
            headers={"List-Unsubscribe": f"<{own}>", "List-Id": ours["List-Id"]}, connection=line,
        )  # fmt: skip
        mail.attach_alternative(html.replace(link, own), "text/html")
        mail.send()
    line.close()


def _readers(count: int) -> None:
    from django.db import connection
    from django.utils import timezone

    now = timezone.now()
    numbers = (
        "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < %s) "
        if connection.vendor == "sqlite"
        else "WITH g AS (SELECT generate_series(1, %s) AS n) "
    )
    key = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsletter_delivery")
        cursor.execute("DELETE FROM newsletter_reader")
        cursor.execute(
            numbers + "INSERT INTO newsletter_reader (key, email, digest, language, districts, themes, "
            "status, asked_at, consent_at, consent_version, consent_words, basis, stopped_why) "
            "SELECT " + key + ", 'reader' || n || '@example.org', n, 'nl', '[]', '[]', "
            "'reading', %s, %s, '1', 'yes', 'form', '' FROM g",
            [count, now, now],
        )


def _issue(number: int) -> Any:
    from django.utils import timezone

    from kennisstad.newsletter.models import Issue, IssueText, Item, ItemText

    now = timezone.now()
    issue = Issue.objects.create(
        number=number, since=now.date(), until=now.date(), status="planned", due_at=now
    )
    IssueText.objects.create(
        issue=issue, language="nl", subject="Wat er gebeurde in de stad: één idee", opening="Goedendag."
    )
    for place in range(ITEMS):
        item = Item.objects.create(issue=issue, section="news", place=place)
        words = "De stad vroeg, studenten antwoordden, en dit kwam ervan: één idee voor elke wijk. " * 5
        ItemText.objects.create(
            item=item, language="nl", title="Een resultaat", words=words, address="/nieuws/"
        )
    from kennisstad.newsletter.freezing import freeze

    freeze(issue, at=timezone.now())
    return issue


def _send(issue: Any) -> None:
    from kennisstad.newsletter import delivering

    delivering.send(issue, worker_id="bench", stopped=threading.Event())


def _million(name: str) -> None:
    """Freeze an issue for a million readers, take batches of it, and send for a while."""
    from django.conf import settings
    from django.utils import timezone

    from kennisstad.newsletter import ledger

    _readers(MILLION)
    issue = None
    seconds = []
    for number in range(3):
        began = time.perf_counter()
        issue = _issue(100 + number)
        seconds.append(time.perf_counter() - began)
        if number < 2:
            from kennisstad.newsletter.models import Delivery

            Delivery.objects.filter(issue=issue).delete()
    assert issue is not None
    limit = 3 if name == "SQLite" else 10
    print(f"| {name} | freezing an issue for a million readers | {statistics.median(seconds):.1f} s | "
          f"| ≤ {limit} s |")  # fmt: skip
    after, taken = 0, []
    for _batch in range(20):
        began = time.perf_counter()
        after = ledger.lease(issue.pk, sender="x", after=after, size=200, at=timezone.now()).last
        taken.append(1000 * (time.perf_counter() - began))
    print(f"| {name} | taking a batch of 200 of a million | {statistics.median(taken):.0f} ms | | ≤ 50 ms |")
    # In a process of its own: making a million rows took memory that sending does not need.
    subprocess.run(
        [sys.executable, "-m", "bench.newsletter", "memory", settings.SMTP_URL, name],
        env={**os.environ, "DATABASE_URL": os.environ["DATABASE_URL"] or f"sqlite:///{_file()}"}, check=True,
    )  # fmt: skip


def _file() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def memory(smtp: str, name: str) -> None:
    """Send what the database holds for a while, and print what that adds to the memory of a worker."""
    import django

    django.setup()
    from django.conf import settings

    from kennisstad.newsletter import delivering
    from kennisstad.newsletter.models import Issue

    settings.SMTP_URL = smtp
    issue = Issue.objects.sending().latest("number")
    before, stopped = _peak_mb(), threading.Event()
    threading.Timer(20, stopped.set).start()
    delivering.send(issue, worker_id="bench", stopped=stopped)
    print(f"| {name} | memory that sending adds to a worker of {before:.0f} MB, a million readers, 20 s "
          f"| {_peak_mb() - before:.0f} MB | | ≤ 100 MB |", flush=True)  # fmt: skip


def _peak_mb() -> float:
    # What getrusage says is handed down by whoever started us.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _on_one_processor() -> None:
    # The sink and the C client run on the same one: they are our children.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["one"]:
            one()
        case ["memory", smtp, name]:
            memory(smtp, name)
        case _:
            main()

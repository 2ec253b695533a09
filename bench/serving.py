# SPDX-License-Identifier: EUPL-1.2
"""Pages through the server, made and kept, beside a bare Wagtail page and a bare view in the same run.

Each site runs with two workers; wrk asks over four connections. Rounds are interleaved, so that a slow minute
of the machine meets all of them. CPU is what the site's processes took, from /proc: so this needs Linux.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.nginx import free_port, in_front_of

QUESTIONS, PROJECTS = 10_000, 2_000
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 4
OURS = {
    "home": "/",
    "list of questions": "/vragen/",
    "list of projects": "/projecten/",
    "question": "/vragen/1/",
    "project": "/projecten/1/",
    "neighbourhood": "/wijken/merenwijkdistrict/",
}
FLOOR = "bare Wagtail, home"
BARE = {
    FLOOR: "/",
    "bare Wagtail, list": "/articles/",
    "bare Wagtail, article": "/articles/article-7/",
    "bare view of 1 kB": "/view/",
}
STORED, FROM_DISK = "stored by nginx", "from disk by nginx"
MADE = "Authorization: none"
"""A header with which a page is for nobody but its asker, so that it is made anew each time."""
SETTINGS = {"ours": "kennisstad.config.settings", "bare": "bench.bare.site"}


@dataclass
class Case:
    """One address of one site, and what every round saw."""

    name: str
    site: str
    address: str
    headers: tuple[str, ...] = ()
    per_second: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)


def main() -> None:
    if shutil.which("wrk") is None:
        print("Not measured: wrk is not installed (Debian's package wrk).")
        return
    cases = [Case(f"{name}, made", "ours", address, (MADE,)) for name, address in OURS.items()]
    cases += [Case(f"{name}, kept", "ours", address) for name, address in OURS.items()]
    cases += [Case(name, "bare", address) for name, address in BARE.items()]
    if shutil.which("nginx"):
        cases += [
            Case(f"home, {name}", name, address)
            for name, address in ((STORED, "/"), (FROM_DISK, "/home.html"))
        ]
    else:
        print("Without nginx, which is not installed (Debian's package nginx-light).")
    with tempfile.TemporaryDirectory(prefix="kennisstad-bench-") as folder, _sites(Path(folder)) as sites:
        for _round in range(ROUNDS):
            for case in cases:
                _measure(case, *sites[case.site])
        held = {name: _held_mb(pid) for name, (pid, _port) in sites.items()}
    _print(cases)
    print(f"\nHeld by all processes at the end: ours {held['ours']:.0f} MB, bare {held['bare']:.0f} MB.")


@contextmanager
def _sites(folder: Path) -> Iterator[dict[str, tuple[int, int]]]:
    """Fill both sites and start them; give the process and the port of each."""
    started = {}
    try:
        for name in SETTINGS:
            _run(name, folder, "fill").wait()
            port = free_port()
            started[name] = _run(name, folder, "serve", str(port)), port
            _wait_for(f"http://127.0.0.1:{port}/")
        with _stored(started["ours"][1], folder) as stored:
            yield {name: (process.pid, port) for name, (process, port) in started.items()} | stored
    finally:
        for process, _port in started.values():
            process.send_signal(signal.SIGINT)
            process.wait(30)


@contextmanager
def _stored(port: int, folder: Path) -> Iterator[dict[str, tuple[int, int]]]:
    """Run nginx before our site, as documented, and beside it a file of the same page; where it is there."""
    if not shutil.which("nginx"):
        yield {}
        return
    (folder / "home.html").write_bytes(urllib.request.urlopen(f"http://127.0.0.1:{port}/").read())
    own = free_port()
    file = f"server {{ listen 127.0.0.1:{own}; root {folder}; }}"
    with in_front_of(port, folder, more=file, workers=2) as running:
        yield {STORED: (running.pid, running.port), FROM_DISK: (running.pid, own)}


def _run(site: str, folder: Path, *what: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "KENNISSTAD_HOME": str(folder),
        "BENCH_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": SETTINGS[site],
        "ALLOWED_HOSTS": "127.0.0.1",
        "KENNISSTAD_TRUSTED_PROXIES": "1",
    }
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen([sys.executable, "-m", "bench.serving", site, *what], env=environment)


def _measure(case: Case, pid: int, port: int) -> None:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    command += [part for header in case.headers for part in ("-H", header)]
    before = _cpu_seconds(pid)
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{case.address}"], capture_output=True, text=True, check=True
    ).stdout
    assert "Non-2xx" not in said, f"{case.name}: {said}"
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    case.cpu_ms.append((_cpu_seconds(pid) - before) * 1000 / requests)
    case.per_second.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))  # type: ignore[index]
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    case.p99_ms.append(float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def family(pid: int) -> list[int]:
    """Give a process and all that come from it."""
    parents = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(one.parent.name)] = int(one.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _cpu_seconds(pid: int) -> float:
    ticks = 0
    for member in family(pid):
        after_name = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _held_mb(pid: int) -> float:
    """Give what the processes hold for themselves, shared parts divided among those who share."""
    rolled = (Path(f"/proc/{member}/smaps_rollup").read_text() for member in family(pid))
    return sum(int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) for text in rolled) / 1024  # type: ignore[index]


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _print(cases: list[Case]) -> None:
    print("| page | CPU ms a request | requests/s | p99 ms | CPU of bare Wagtail's first page |")
    print("|---|---:|---:|---:|---:|")
    floor = next(statistics.median(case.cpu_ms) for case in cases if case.name == FLOOR)
    for case in cases:
        cpu, p99 = statistics.median(case.cpu_ms), statistics.median(case.p99_ms)
        rate = statistics.median(case.per_second)
        print(f"| {case.name} | {cpu:.2f} | {rate:,.0f} | {p99:.1f} | {cpu / floor:.2f} × |")


def _fill_ours() -> None:
    from django.core.management import call_command

    from bench.city import add_questions, add_work
    from bench.retrieval import texts_of
    from kennisstad.neighbourhoods.models import Area
    from kennisstad.worker import statistics

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    # The example brings pages, partners and the agreement with its themes.
    call_command("demo_load")
    areas = list(Area.objects.districts().values_list("pk", flat=True))
    texts = texts_of(QUESTIONS + PROJECTS, 30, seed=3)
    add_questions(QUESTIONS, areas, texts[:QUESTIONS])
    add_work(areas, texts[QUESTIONS:])
    call_command("index_rebuild", verbosity=0)
    # What the worker does every hour.
    statistics.gather()


def _serve_bare(port: int) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    server = Server("bare", port=port, interface=Interfaces.WSGI, workers=2, blocking_threads=4)
    server.serve(target_loader=bare_application)


def bare_application(_target: str) -> Any:
    """Make the peer's application, in each of its workers."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def _as_told(site: str, port: int | None) -> None:
    import django

    django.setup()
    if site == "bare":
        from bench.bare.site import fill

        _serve_bare(port) if port else fill()
    else:
        from kennisstad.config.server import serve

        serve("127.0.0.1", port) if port else _fill_ours()


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case [site, "fill"]:
            _as_told(site, None)
        case [site, "serve", port]:
            _as_told(site, int(port))

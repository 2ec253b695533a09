# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad run`: seconds from the command to the first answered page, on an empty folder and later."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

AGAIN = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        first = _seconds_to_answer(home)
        again = [_seconds_to_answer(home) for _ in range(AGAIN)]
    print("| start | seconds to the first answered page | limit |")
    print("|---|---:|---:|")
    print(f"| first, with the example | {first:.1f} | |")
    print(f"| again, median of {AGAIN} | {statistics.median(again):.1f} | 5 |")


def _seconds_to_answer(home: str) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"KENNISSTAD_HOME": home}
    environment.pop("DATABASE_URL", None)
    began = time.perf_counter()
    site = subprocess.Popen(
        [sys.executable, "-m", "kennisstad", "run", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _answers(f"http://127.0.0.1:{port}/"):
            assert site.poll() is None, "the site stopped"
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""The sum of a public form in a real browser, whole and with a part of the processor, as a slow phone has.

Chromium itself slows down pages, not the workers where the sum is done. So its processes are stopped and
let go on by turns.
"""

import os
import shutil
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.serving import family

TIMES, SLICE_S, LIMIT_MS = 15, 0.005, 2_000
PARTS = {"a whole core": 1, "a quarter of one": 4, "a sixth of one": 6}
WORKER = Path("src/kennisstad/web/static/web/altcha/pbkdf2.js")
SITE = "http://localhost/"
SOLVE = """challenge => new Promise((done, failed) => {
  const began = performance.now();
  const worker = new Worker("worker.js");
  worker.onmessage = () => { worker.terminate(); done(performance.now() - began); };
  worker.onerror = failed;
  worker.postMessage({type: "work", challenge, counterStart: 0, counterStep: 1});
})"""


def in_a_browser(challenge: Callable[[], Any]) -> None:
    """Print what a challenge takes; the page and its worker come from this process, not from a site."""
    from playwright.sync_api import sync_playwright

    if (chromium := shutil.which("chromium")) is None:
        print("\nNot measured in a browser: chromium is missing (Debian: apt-get install chromium).")
        return
    # Before the browser runs its loop, in which Django would not read the database.
    made = {part: [challenge() for _ in range(TIMES)] for part in PARTS}
    print(f"\n| solving one in Chromium with | ms, median of {TIMES} | largest | limit |")
    print("|---|---:|---:|---:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
        page.route("**/worker.js", lambda route: route.fulfill(path=WORKER, content_type="text/javascript"))
        page.goto(SITE)
        for part, slower in PARTS.items():
            with _slowed(slower):
                took = [page.evaluate(SOLVE, one) for one in made[part]]
            print(f"| {part} | {statistics.median(took):.0f} | {max(took):.0f} | {LIMIT_MS} |", flush=True)
        browser.close()


@contextmanager
def _slowed(slower: int) -> Iterator[None]:
    """Let the browser's pages work one turn in so many."""
    # Ours alone: whoever measures may have a browser open.
    pages, over = [one for one in family(os.getpid()) if _is_a_page(one)], threading.Event()

    def take_turns() -> None:
        while slower > 1 and not over.is_set():
            _signal(pages, signal.SIGSTOP)
            time.sleep(SLICE_S * (slower - 1))
            _signal(pages, signal.SIGCONT)
            time.sleep(SLICE_S)

    turns = threading.Thread(target=take_turns)
    turns.start()
    try:
        yield
    finally:
        over.set()
        turns.join()


def _is_a_page(pid: int) -> bool:
    return b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _signal(pages: list[int], which: signal.Signals) -> None:
    for page in pages:
        os.kill(page, which)

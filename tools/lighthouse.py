# SPDX-License-Identifier: EUPL-1.2
"""Measures public pages with Lighthouse, as a slow phone would load them, and prints a table.

Usage: python -m tools.lighthouse http://127.0.0.1:8000 [PATH…]
Needs Chromium and Lighthouse (`npm install lighthouse` in a folder outside this project; the variable
LIGHTHOUSE names the program when it is not on the PATH).
Skips with a reason where one of them is missing; ends with 1 when a page misses a bar.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

PAGES = (
    "/", "/en/", "/vragen/", "/en/questions/", "/projecten/", "/en/projects/", "/resultaten/", "/en/results/",
    "/wijken/", "/en/neighbourhoods/", "/overeenkomst/", "/en/agreement/",
)  # fmt: skip
SCORES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
MOST_LCP_S, MOST_CLS, MOST_KB, MOST_REQUESTS = 1.8, 0.01, 150, 10
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"


@dataclass(frozen=True)
class Measured:
    """What one page took."""

    path: str
    scores: dict[str, float]
    lcp_s: float
    cls: float
    kb: float
    requests: int

    @property
    def faults(self) -> list[str]:
        """Say which bars it misses."""
        said = [name for name, least in LEAST.items() if self.scores[name] < least]
        said += ["lcp"] if self.lcp_s > MOST_LCP_S else []
        said += ["cls"] if self.cls > MOST_CLS else []
        said += ["weight"] if self.kb > MOST_KB else []
        return said + (["requests"] if self.requests > MOST_REQUESTS else [])

    @property
    def row(self) -> str:
        scores = " ".join(f"{self.scores[name]:>5.2f}" for name in SCORES)
        figures = f"{self.lcp_s:>6.2f} {self.cls:>6.3f} {self.kb:>6.0f} {self.requests:>4}"
        return f"{self.path:<28} {scores} {figures}  {', '.join(self.faults) or 'ok'}"


def read(path: str, report: dict[str, Any]) -> Measured:
    """Read what Lighthouse found of one page."""
    audits = report["audits"]
    loaded = audits["network-requests"]["details"]["items"]
    return Measured(
        path=path,
        scores={name: report["categories"][name]["score"] or 0.0 for name in SCORES},
        lcp_s=audits["largest-contentful-paint"]["numericValue"] / 1000,
        cls=audits["cumulative-layout-shift"]["numericValue"],
        kb=sum(one.get("transferSize", 0) for one in loaded) / 1000,
        requests=len(loaded),
    )


def measure(program: str, site: str, path: str) -> Measured:
    command = [program, site + path, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(SCORES)}")
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": chrome})
    return read(path, json.loads(done.stdout))


def main(arguments: list[str]) -> int:
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if not program or not (os.environ.get("CHROME_PATH") or shutil.which("chromium")):
        print("Skipped: Lighthouse or Chromium is not installed here.")
        return 0
    if not arguments:
        print(__doc__)
        return 2
    site, *paths = arguments
    print(f"{'page':<28}  perf  acc. pract   seo    LCP    CLS     kB  req")
    missed = 0
    for path in paths or PAGES:
        found = measure(program, site.rstrip("/"), path)
        missed += bool(found.faults)
        print(found.row, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

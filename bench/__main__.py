# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: every table, in Markdown, with the machine and the day."""

import datetime
import os
import platform
import subprocess
import sys

TABLES = {
    "Start": "bench.start",
    "Pages": "bench.pages",
    "Pages served": "bench.serving",
    "The search box": "bench.search",
    "One match, the whole path": "bench.match",
    "All questions at once": "bench.batch",
    "Allocation rounds": "bench.allocation",
    "What is said of a plan": "bench.judging",
    "The page of an agreement": "bench.agreement",
    "The yearly account": "bench.account",
    "Signatures": "bench.signing",
    "The newsletter": "bench.newsletter",
    "Forms for everyone": "bench.forms",
    "The search index alone, beside tantivy and bm25s": "bench.retrieval",
}


def main() -> None:
    day, machine = datetime.datetime.now(datetime.UTC).date(), f"{platform.system()} {platform.machine()}"
    print(f"{day}, {machine}, {os.cpu_count()} cores, Python {platform.python_version()}.")
    for heading, module in TABLES.items():
        print(f"\n## {heading}\n", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()

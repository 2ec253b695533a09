# SPDX-License-Identifier: EUPL-1.2
"""OpenTaal's word list → the parts that a Dutch compound can be split into.

`python -m tools.dutch_words LIST` reads a list of one word a line, such as Debian's package wdutch holds, and
writes the packed list that `retrieval/compounds.py` reads. Longer words are left out: they are compounds.
"""

import lzma
import sys
from pathlib import Path

from kennisstad.retrieval.words import plain

PACKED = Path(__file__).parents[1] / "src/kennisstad/retrieval/opentaal/words.txt.xz"
SHORTEST, LONGEST = 3, 12


def main(source: str) -> None:
    listed = Path(source).read_text(encoding="utf-8").split("\n")
    words = {plain(word) for word in listed if word.islower() and word.isalpha()}
    kept = sorted(word for word in words if word.isascii() and SHORTEST <= len(word) <= LONGEST)
    PACKED.write_bytes(lzma.compress("\n".join(kept).encode(), preset=9))
    print(f"{len(kept):,} words, {PACKED.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main(sys.argv[1])

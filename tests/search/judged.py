# SPDX-License-Identifier: EUPL-1.2
"""How often one of the right things is among the first five that a visitor sees."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from kennisstad.search import finding, sources

FILE = Path(__file__).parent / "data" / "judged.yaml"
FIRST = 5


@dataclass(frozen=True)
class Judged:
    words: str
    language: str
    right: tuple[str, ...]
    """Beginnings of Dutch titles."""


def judged() -> list[Judged]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [Judged(row["words"], row["language"], tuple(row["right"])) for row in rows]


def missed() -> list[Judged]:
    """Give the searches of which nothing right is among the first five."""
    titles = {
        one.subject: one.title
        for kind in sources.kinds()
        for one in sources.findables(kind)
        if one.language == "nl"
    }
    return [one for one in judged() if not _succeeds(one, titles)]


def _succeeds(one: Judged, titles: dict[str, str]) -> bool:
    found = finding.find(one.words, language=one.language)
    seen = [row.subject for section in found.shown for row in section.rows][:FIRST]
    return any(titles.get(subject, "").startswith(one.right) for subject in seen)

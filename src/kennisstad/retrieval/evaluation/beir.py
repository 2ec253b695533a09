# SPDX-License-Identifier: EUPL-1.2
"""A collection in BEIR's layout: corpus.jsonl, queries.jsonl and qrels/test.tsv in one folder.

Source of the layout: Thakur et al. 2021, BEIR, arXiv:2104.08663.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kennisstad.lib.files import UnusableFile, shown
from kennisstad.retrieval.evaluation.lines import Line, id_of, line_at, lines, record, text_of
from kennisstad.retrieval.evaluation.measures import Grades

_SPLITS = ("test", "dev", "train")
"""Which judgements are taken when there are several files."""


class Passage(NamedTuple):
    """A document of a collection, as written; for works also who made it."""

    id: str
    title: str
    text: str
    people: Sequence[str] = ()

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}".strip()


class Corpus:
    """The documents of a collection: stays on disk, remembers where each one stands."""

    def __init__(self, path: Path) -> None:
        """Look at every line once.

        Raises:
            UnusableFile: it cannot be read, a line is broken, an id stands twice, or it is empty.
        """
        self._path = path
        self._offsets: dict[str, int] = {}
        for line in lines(path):
            passage = _passage(line)
            if passage.id in self._offsets:
                raise line.fault(f"the id {shown(passage.id)!r} stands there twice")
            self._offsets[passage.id] = line.offset
        if not self._offsets:
            raise UnusableFile(f"{shown(path, 200)} holds no documents.")

    def __len__(self) -> int:
        return len(self._offsets)

    def __iter__(self) -> Iterator[Passage]:
        return map(_passage, lines(self._path))

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._offsets

    def __getitem__(self, document_id: str) -> Passage:
        """Read one document again. Cost: one look at the disk."""
        return _passage(line_at(self._path, self._offsets[document_id]))


@dataclass(frozen=True)
class Collection:
    """What there is to measure on; `queries` are those with judgements, in the order of their file."""

    corpus: Corpus
    queries: Mapping[str, str]
    judgements: Mapping[str, Grades]
    unjudged: int
    """Queries that were left out because nothing is judged for them."""
    unknown: int
    """Judgements that were left out because their query is in no file."""
    source: str
    """The file that the judgements come from."""

    def notes(self) -> list[str]:
        """Say in sentences what was not measured."""
        found = [] if self.source == "test.tsv" else [f"Judgements come from qrels/{self.source}."]
        if self.unjudged:
            found.append(f"{self.unjudged} queries are left out: nothing is judged for them.")
        if self.unknown:
            found.append(f"{self.unknown} judgements are left out: their query is not in queries.jsonl.")
        return found


def read_collection(folder: Path) -> Collection:
    """Read a folder with documents, queries and judgements.

    Raises:
        UnusableFile: a file is missing or broken, or no query has a judgement.
    """
    if not folder.is_dir():
        raise UnusableFile(f"{shown(folder, 200)} is no folder.")
    for name in ("corpus.jsonl", "queries.jsonl", "qrels"):
        if not (folder / name).exists():
            raise UnusableFile(f"{shown(folder, 200)} holds no {name}; see `--help` for the layout.")
    source = _judgements_file(folder / "qrels")
    judged, queries = _judgements(source), _queries(folder / "queries.jsonl")
    kept = {query: text for query, text in queries.items() if query in judged}
    if not kept:
        raise UnusableFile(f"{shown(source, 200)} judges none of the queries in queries.jsonl.")
    return Collection(
        corpus=Corpus(folder / "corpus.jsonl"),
        queries=kept,
        judgements={query: judged[query] for query in kept},
        unjudged=len(queries) - len(kept),
        unknown=sum(len(grades) for query, grades in judged.items() if query not in queries),
        source=source.name,
    )


def _passage(line: Line) -> Passage:
    row = record(line)
    return Passage(
        id_of(row.get("_id"), "_id", line),
        text_of(row, "title", line),
        text_of(row, "text", line),
        tuple(_people(row, line)),
    )


def _people(row: dict[str, Any], line: Line) -> Iterator[str]:
    """Read `people` or `person`, beside the text or under `metadata`."""
    metadata = row.get("metadata")
    for place in (row, metadata if isinstance(metadata, dict) else {}):
        for name in ("people", "person"):
            if (value := place.get(name)) is not None:
                some = value if isinstance(value, list) else [value]
                yield from dict.fromkeys(id_of(one, name, line) for one in some)
                return


def _queries(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines(path):
        row = record(line)
        query_id = id_of(row.get("_id"), "_id", line)
        if query_id in found:
            raise line.fault(f"the id {shown(query_id)!r} stands there twice")
        found[query_id] = f"{text_of(row, 'title', line)}\n{text_of(row, 'text', line)}".strip()
    return found


def _judgements_file(folder: Path) -> Path:
    files = {path.stem: path for path in sorted(folder.glob("*.tsv"))}
    names = [*(split for split in _SPLITS if split in files), *files]
    if not names:
        raise UnusableFile(f"{shown(folder, 200)} holds no test.tsv with judgements.")
    return files[names[0]]


def _judgements(path: Path) -> dict[str, dict[str, float]]:
    """Read query, document and grade; a first line without a grade is the heading."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for place, line in enumerate(lines(path)):
        cells = [cell.strip() for cell in line.text.split("\t")]
        grade = _grade(cells[2]) if len(cells) > 2 else None
        if grade is None and place == 0:
            continue
        if grade is None or not cells[0] or not cells[1]:
            raise line.fault("this is not a query id, a document id and a grade with tabs between")
        found[cells[0]][cells[1]] = grade
    return found


def _grade(cell: str) -> float | None:
    try:
        grade = float(cell)
    except ValueError:
        return None
    return grade if math.isfinite(grade) else None

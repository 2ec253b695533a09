# SPDX-License-Identifier: EUPL-1.2
"""How fast and how large is the search index, beside tantivy alone and bm25s in the same run?

`python -m bench.retrieval` prints a table in Markdown; `--small` leaves out the million documents, which take
a quarter of an hour. Documents are made-up words in the frequencies of a real language (Zipf), from a fixed
seed. All start from text and end with ids: ours with lemmas, compounds, sounds, words side by side and ties
in order, tantivy with its own default analysis, bm25s with plain tokens. Times are medians of interleaved
runs.
"""

import gc
import itertools
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import bm25s
import tantivy

from kennisstad.retrieval import Document, TantivyIndex, Text

SIZES = {1_000: 5, 100_000: 5, 1_000_000: 1}
"""Documents, and how often all is built and searched."""
DOCUMENT_WORDS, QUESTION_WORDS = 60, 30
QUESTIONS = 60
HITS = 20
VOCABULARY = 50_000

Search = Callable[[str], object]


@dataclass
class Measured:
    """What one engine showed over the runs."""

    build_s: list[float] = field(default_factory=list)
    search_ms: list[list[float]] = field(default_factory=list)
    disk_mb: float = 0
    held_mb: list[float] = field(default_factory=list)


class Ours:
    name = "kennisstad"

    @staticmethod
    def build(texts: list[str], folder: Path) -> Search:
        index = TantivyIndex.build(
            folder,
            (Document(f"d:{number}", "any", {"nl": Text("", text)}) for number, text in enumerate(texts)),
        )
        return lambda question: index.search({"nl": question}, limit=HITS)

    @staticmethod
    def load(folder: Path) -> Search:
        index = TantivyIndex.open(folder)
        return lambda question: index.search({"nl": question}, limit=HITS)


class Peer:
    name = "bm25s"

    @staticmethod
    def build(texts: list[str], folder: Path) -> Search:
        index = bm25s.BM25()
        index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
        index.save(folder)
        return Peer._search(index)

    @staticmethod
    def load(folder: Path) -> Search:
        return Peer._search(bm25s.BM25.load(folder))

    @staticmethod
    def _search(index: bm25s.BM25) -> Search:
        def search(question: str) -> object:
            tokens = bm25s.tokenize([question], stopwords=None, show_progress=False)
            return index.retrieve(tokens, k=HITS, show_progress=False)

        return search


class Limit:
    """The engine that ours is built on, as its manual begins: nothing of ours around it."""

    name = "tantivy alone"

    @staticmethod
    def build(texts: list[str], folder: Path) -> Search:
        folder.mkdir()
        fields = tantivy.SchemaBuilder()
        fields.add_text_field("id", stored=True, tokenizer_name="raw")
        fields.add_text_field("text")
        index = tantivy.Index(fields.build(), path=str(folder))
        writer = index.writer(50_000_000, 1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(id=f"d:{number}", text=text))
        writer.commit()
        writer.wait_merging_threads()
        return Limit._search(index)

    @staticmethod
    def load(folder: Path) -> Search:
        return Limit._search(tantivy.Index.open(str(folder)))

    @staticmethod
    def _search(index: tantivy.Index) -> Search:
        index.reload()
        searcher = index.searcher()

        def search(question: str) -> object:
            found = searcher.search(index.parse_query(question, ["text"]), limit=HITS, count=False)
            return [searcher.doc(place)["id"] for _, place in found.hits]

        return search


Engine = type[Ours] | type[Limit] | type[Peer]
ENGINES: dict[str, Engine] = {"kennisstad": Ours, "tantivy alone": Limit, "bm25s": Peer}


def main() -> None:
    """Measure all sizes and print the table."""
    print("| documents | figure | kennisstad | tantivy alone | bm25s | ours / tantivy |")
    print("|---:|---|---:|---:|---:|---:|")
    for size, runs in SIZES.items():
        if size > 100_000 and "--small" in sys.argv:
            continue
        for line in _lines(size, _measured(size, runs)):
            print(line, flush=True)


def texts_of(count: int, words: int, seed: int) -> list[str]:
    """Make texts whose words are as unevenly frequent as those of a language."""
    dice = random.Random(seed)
    vocabulary = _vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    return [" ".join(dice.choices(vocabulary, cum_weights=weights, k=words)) for _ in range(count)]


def _vocabulary() -> list[str]:
    dice = random.Random(0)
    syllables = [
        "".join(pair) for pair in itertools.product("bdfgklmnprstvwz", ("a", "e", "i", "o", "u", "aa", "oe"))
    ]
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made[
            "".join(dice.choices(syllables, k=dice.randint(2, 4))) + dice.choice(["", "n", "k", "t", "r"])
        ] = None
    return list(made)


def _measured(size: int, runs: int) -> dict[str, Measured]:
    texts, questions = texts_of(size, DOCUMENT_WORDS, seed=1), texts_of(QUESTIONS, QUESTION_WORDS, seed=2)
    measured = {name: Measured() for name in ENGINES}
    with tempfile.TemporaryDirectory() as folder:
        for _, (name, engine) in itertools.product(range(runs), ENGINES.items()):
            _run(measured[name], name, engine, texts, questions, Path(folder) / name)
    return measured


def _run(
    into: Measured,
    name: str,
    engine: Engine,
    texts: list[str],
    questions: list[str],
    folder: Path,
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    gc.collect()
    began = time.perf_counter()
    search = engine.build(texts, folder)
    into.build_s.append(time.perf_counter() - began)
    into.search_ms.append(list(_timed(search, questions)))
    into.disk_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    into.held_mb.append(_held_mb(name, folder))


def _timed(search: Search, questions: list[str]) -> Iterator[float]:
    search(questions[0])
    for question in questions:
        began = time.perf_counter()
        search(question)
        yield (time.perf_counter() - began) * 1e3


def _held_mb(name: str, folder: Path) -> float:
    """Ask a fresh process how much it grew by loading the index and searching a few times."""
    command = [sys.executable, "-m", "bench.retrieval", "held", name, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _print_held(name: str, folder: Path) -> None:
    questions = texts_of(QUESTIONS, QUESTION_WORDS, seed=2)
    before = resident_mb()
    search = ENGINES[name].load(folder)
    for question in questions:
        search(question)
    print(resident_mb() - before)


def resident_mb() -> float:
    """Count memory of this process that the system could not take back without asking: no mapped files."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in status if line.startswith(("RssAnon", "RssShmem"))) / 1e3


def _lines(size: int, measured: dict[str, Measured]) -> Iterator[str]:
    all_ = [measured[name] for name in ENGINES]
    built = [statistics.median(one.build_s) for one in all_]
    yield _line(size, "build, s", built)
    yield _line(size, "build, documents per s", [size / each for each in built])
    yield _line(size, "on disk, MB", [one.disk_mb for one in all_])
    yield _line(size, "memory held, MB", [statistics.median(one.held_mb) for one in all_])
    for figure, share in (("median", 0.5), ("p95", 0.95)):
        yield _line(size, f"one search, {figure}, ms", [_over_runs(one, share) for one in all_])


def _over_runs(one: Measured, share: float) -> float:
    return statistics.median(sorted(run)[int(share * len(run))] for run in one.search_ms)


def _line(size: int, figure: str, values: list[float]) -> str:
    shown = " | ".join(f"{value:,.2f}" for value in values)
    return f"| {size:,} | {figure} | {shown} | {values[0] / values[1]:.2f} |"


if __name__ == "__main__":
    if sys.argv[1:2] == ["held"]:
        _print_held(sys.argv[2], Path(sys.argv[3]))
    else:
        main()

# SPDX-License-Identifier: EUPL-1.2
import json
import math
from collections import defaultdict
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, TantivyIndex, Text

Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def judgements(path: Path) -> dict[str, dict[str, int]]:
    graded: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        question, document, grade = line.split("\t")
        graded[question][document] = int(grade)
    return graded


def ndcg(found: list[str], graded: dict[str, int], depth: int = 10) -> float:
    def gain(grades: list[int]) -> float:
        return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades[:depth]))

    return gain([graded.get(document, 0) for document in found]) / gain(sorted(graded.values(), reverse=True))


@pytest.fixture(scope="module")
def cranfield(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[TantivyIndex, Path]:
    collection = shared_data / "cranfield"
    documents = [
        Document(row["_id"], "paper", {"en": Text(row["title"], row["text"])})
        for row in read(collection / "corpus.jsonl")
    ]
    return TantivyIndex.build(tmp_path_factory.mktemp("cranfield") / "index", documents), collection


def test_cranfield_is_ranked_as_well_as_bm25_can(cranfield: tuple[TantivyIndex, Path]) -> None:
    index, collection = cranfield
    graded = judgements(collection / "qrels" / "test.tsv")
    scores = [
        ndcg([hit.id for hit in index.search({"en": row["text"]}, limit=10)], graded[row["_id"]])
        for row in read(collection / "queries.jsonl")
        if row["_id"] in graded
    ]

    assert sum(scores) / len(scores) >= 0.535

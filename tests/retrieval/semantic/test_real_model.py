# SPDX-License-Identifier: EUPL-1.2
"""A real model, where one is at hand: KENNISSTAD_TEST_MODEL names the folder of all-MiniLM-L6-v2."""

import os
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, TantivyIndex, Text
from kennisstad.retrieval.fusion import fuse
from kennisstad.retrieval.semantic import opened
from kennisstad.retrieval.semantic.model import Model
from tests.retrieval.test_evaluation import judgements, ndcg, read


@pytest.fixture(scope="module")
def folder() -> Path:
    if not (named := os.environ.get("KENNISSTAD_TEST_MODEL")):
        pytest.skip("KENNISSTAD_TEST_MODEL names no model: 90 MB that the repository does not hold.")
    return Path(named)


def test_vectors_are_those_that_its_makers_publish(folder: Path) -> None:
    """Compare with the figures in the README of sentence-transformers."""
    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]

    found = Model.load(folder).passages(texts)

    cosines = (found @ found.T)[(0, 0, 1), (1, 2, 2)]
    assert cosines == pytest.approx([0.6660, 0.1046, 0.1411], abs=6e-5)


def test_words_and_meaning_together_reach_the_bar(folder: Path, shared_data: Path, tmp_path: Path) -> None:
    collection = shared_data / "cranfield"
    documents = [
        Document(row["_id"], "paper", {"en": Text(row["title"], row["text"])})
        for row in read(collection / "corpus.jsonl")
    ]
    words = TantivyIndex.build(tmp_path / "index", documents)
    meaning = opened(folder, tmp_path / "vectors")
    meaning.put(documents)
    graded = judgements(collection / "qrels" / "test.tsv")

    scores = []
    for row in read(collection / "queries.jsonl"):
        if row["_id"] in graded:
            rankings = [one.search({"en": row["text"]}, limit=200) for one in (words, meaning)]
            fused = fuse(rankings, limit=10)
            scores.append(ndcg([hit.id for hit in fused], graded[row["_id"]]))

    assert sum(scores) / len(scores) >= 0.57

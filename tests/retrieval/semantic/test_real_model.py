# SPDX-License-Identifier: EUPL-1.2
"""A real model, where one is at hand: KENNISSTAD_TEST_MODEL names the folder of all-MiniLM-L6-v2."""

import os
from pathlib import Path

import pytest

from kennisstad.retrieval.evaluation.beir import read_collection
from kennisstad.retrieval.evaluation.report import as_record
from kennisstad.retrieval.evaluation.retrieval import measured
from kennisstad.retrieval.semantic.model import Model


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


def test_words_and_meaning_together_reach_the_bar(folder: Path, shared_data: Path) -> None:
    report = measured(read_collection(shared_data / "cranfield"), model=folder)

    assert as_record(report)["fused"]["ndcg@10"] >= 0.57

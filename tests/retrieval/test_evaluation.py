# SPDX-License-Identifier: EUPL-1.2
"""How good retrieval is on what others collected; `kennisstad evaluate retrieval` prints all figures."""

from pathlib import Path

import pytest

from kennisstad.retrieval.evaluation.beir import read_collection
from kennisstad.retrieval.evaluation.retrieval import measured

LEAST = [
    ("cranfield", "lexical", "ndcg@10", 0.545),
    ("cranfield", "fused", "ndcg@10", 0.555),
    ("cranfield", "fused", "recall@100", 0.79),
    ("qald-nl-en", "lexical", "recall@10", 0.9),
    ("qald-nl-en", "fused", "recall@10", 0.9),
    ("qald-nl-en", "fused", "recall@100", 0.97),
]


@pytest.fixture(scope="module")
def figures(shared_data: Path) -> dict[tuple[str, str, str], float]:
    return {
        (name, system, measure): figure.mean
        for name in dict.fromkeys(name for name, *_ in LEAST)
        for measure, some in measured(read_collection(shared_data / name)).figures.items()
        for system, figure in some.items()
    }


@pytest.mark.parametrize(("name", "system", "measure", "least"), LEAST)
def test_shared_collections_are_ranked_well(
    figures: dict[tuple[str, str, str], float], name: str, system: str, measure: str, least: float
) -> None:
    assert figures[name, system, measure] >= least

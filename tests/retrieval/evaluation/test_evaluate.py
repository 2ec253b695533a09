# SPDX-License-Identifier: EUPL-1.2
"""The commands, on a collection small enough to work out by hand; no test here may touch the database."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kennisstad.config import commands
from tests.retrieval.evaluation.laying import HEADING, WORKS, lay_down

DOCUMENTS = f"{HEADING}q1\tw2\t2\nq1\tw1\t1\nq2\tw3\t1\n"
PEOPLE = (
    "query-id\tperson-id\tscore\nq1\tann\t5\nq2\tann\t1\nq1\tbea\t1\nq2\tbea\t4.5\nq2\tdan\t1\nq1\tdan\t2\n"
)
PERFECT = {"ndcg@10": 1.0, "recall@10": 1.0, "recall@100": 1.0, "mrr@10": 1.0}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is made meanwhile where the test can look."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert commands.main(["evaluate", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_documents_are_measured_for_every_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = lay_down(tmp_path / "small", qrels=DOCUMENTS)

    found = told(capsys, "retrieval", str(folder))

    assert list(found) == ["queries", "documents", "dictionary", "bm25", "lexical", "fused"]
    assert (found["queries"], found["documents"], found["dictionary"]) == (2, 5, None)
    for system in ("lexical", "fused"):
        assert found[system] == PERFECT | {"intervals": {name: [1.0, 1.0] for name in PERFECT}}
    assert found["bm25"].keys() == found["fused"].keys()
    assert list(tmp_path.iterdir()) == [folder]


def test_the_table_says_what_was_left_out_and_how_sure_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_down(tmp_path / "small", qrels=DOCUMENTS)

    assert commands.main(["evaluate", "retrieval", str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "2 queries, 5 documents. In brackets: 95 % intervals.",
        "1 queries are left out: nothing is judged for them.",
        "",
        "ndcg@10",
    ]
    assert lines[6].split("to plain")[0].split() == ["kennisstad,", "fused", "1.000", "[1.000,", "1.000]"]


def test_a_dictionary_joins_the_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    works = [{"_id": "d1", "text": "lonely neighbours"}, {"_id": "d2", "text": "cheap bicycle repair"}]
    queries = [
        {"_id": "v1", "text": "eenzaamheid onder buren"},
        {"_id": "v2", "text": "goedkope fiets herstellen"},
    ]
    folder = lay_down(tmp_path / "two", works=works, queries=queries, qrels="v1\td1\t1\nv2\td2\t1\n")
    words = tmp_path / "words.tsv"
    words.write_text("buur\tneighbour\nfiets\tbicycle\ngoedkoop\tcheap\neenzaam\tlonely\nherstel\trepair\n")

    without, found = (
        told(capsys, "retrieval", str(folder)),
        told(capsys, "retrieval", str(folder), "--dictionary", str(words)),
    )

    assert without["lexical"]["recall@10"] < found["lexical"]["recall@10"] == 1
    assert found["dictionary"] == {"file": "words.tsv", "pairs": 5}


def test_people_are_measured_from_their_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = lay_down(tmp_path / "people", qrels=PEOPLE)

    found = told(capsys, "experts", str(folder))

    # Of dan no work is known: both of his queries tie at 0, half of a difference of 1, out of 4 + 3.5 + 1.
    assert found["fused"]["loss"] == found["lexical"]["loss"] == round(0.5 / 8.5, 4)
    assert found["fused"].keys() == {"ndcg@10", "recall@10", "mrr@10", "loss", "intervals"}
    assert found["lexical"]["mrr@10"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["retrieval", "nowhere"], "nowhere is no folder."),
        (["experts", "nowhere", "--json"], "nowhere is no folder."),
        (
            ["retrieval", "small", "--dictionary", "nowhere.tsv"],
            "nowhere.tsv cannot be read: No such file or directory.",
        ),
        (["retrieval", "small", "--semantic", "nowhere"], "nowhere"),
        (["experts", "nobody"], "No line of corpus.jsonl names the `people` who made the work."),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], sentence: str,
) -> None:  # fmt: skip
    lay_down(tmp_path / "small", qrels=DOCUMENTS)
    lay_down(tmp_path / "nobody", works=WORKS[4:], qrels=DOCUMENTS)
    monkeypatch.chdir(tmp_path)

    assert commands.main(["evaluate", *arguments]) == 1

    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err
    assert {path.name for path in tmp_path.iterdir()} == {"small", "nobody"}

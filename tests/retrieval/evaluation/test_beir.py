# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from kennisstad.lib.files import UnusableFile
from kennisstad.retrieval.evaluation.beir import Passage, read_collection
from tests.retrieval.evaluation.laying import HEADING, QUERIES, WORKS, lay_down

JUDGED = f"{HEADING}q1\tw1\t2\nq1\tw2\t0.5\nq2\tw3\t1\n"


def test_a_collection_is_read_with_its_odd_sides(tmp_path: Path) -> None:
    folder = lay_down(
        tmp_path / "odd",
        works=["\ufeff", *WORKS, "", '{"_id": 7, "text": null, "extra": [1], "metadata": "none"}'],
        queries=[
            "\ufeff" + '{"_id": "q1", "text": "half a \\ud800 sign", "metadata": {}}',
            *QUERIES[1:],
            "  ",
        ],
        qrels=f"\ufeff{JUDGED}\nq9\tw1\t1\nq2\tgone\t3\textra\n",
    )

    collection = read_collection(folder)

    assert collection.queries == {"q1": "half a ? sign", "q2": "people who eat alone"}
    assert collection.judgements == {"q1": {"w1": 2, "w2": 0.5}, "q2": {"w3": 1, "gone": 3}}
    assert [passage.people for passage in collection.corpus] == [
        ("ann",), ("ann",), ("bea",), ("bea", "cas"), (), (),
    ]  # fmt: skip
    assert len(collection.corpus) == 6
    assert collection.corpus["w5"] == Passage("w5", "Litter", "Waste around schools.")
    assert collection.corpus["7"] == Passage("7", "", "")
    assert collection.notes() == [
        "1 queries are left out: nothing is judged for them.",
        "1 judgements are left out: their query is not in queries.jsonl.",
    ]


def test_other_judgements_are_taken_when_there_are_none_to_test_with(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "dev", qrels=None)
    (folder / "qrels" / "train.tsv").write_text("q1\tw5\t1\n")
    (folder / "qrels" / "dev.tsv").write_text(JUDGED)

    collection = read_collection(folder)

    assert list(collection.judgements) == ["q1", "q2"]
    assert collection.notes()[0] == "Judgements come from qrels/dev.tsv."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("corpus.jsonl", b"", "corpus.jsonl holds no documents."),
        ("corpus.jsonl", b'{"_id": "w1"\n', "corpus.jsonl, line 1: this is no JSON."),
        ("corpus.jsonl", b'\n["w1"]\n', "corpus.jsonl, line 2: this is no JSON object."),
        ("corpus.jsonl", b"[" * 100_000, "corpus.jsonl, line 1: this is no JSON."),
        ("corpus.jsonl", b'{"text": "x"}', "corpus.jsonl, line 1: '_id' is missing or no text."),
        ("corpus.jsonl", b'{"_id": true}', "corpus.jsonl, line 1: '_id' is missing or no text."),
        ("corpus.jsonl", b'{"_id": "w", "text": 3}', "corpus.jsonl, line 1: 'text' is no text."),
        (
            "corpus.jsonl",
            b'{"_id": "w", "people": [{}]}',
            "corpus.jsonl, line 1: 'people' is missing or no text.",
        ),
        (
            "corpus.jsonl",
            b'{"_id": "w"}\n{"_id": "w"}',
            "corpus.jsonl, line 2: the id 'w' stands there twice.",
        ),
        ("corpus.jsonl", b'{"_id": "\xff"}', "corpus.jsonl, line 1: not UTF-8 text."),
        ("corpus.jsonl", b"\0" * 10_000_001, "corpus.jsonl, line 1: it is longer than 10 MB."),
        ("queries.jsonl", b"\n" + b" " * 10_000_001, "queries.jsonl, line 2: it is longer than 10 MB."),
        ("queries.jsonl", b"{}", "queries.jsonl, line 1: '_id' is missing or no text."),
        ("queries.jsonl", b"", "test.tsv judges none of the queries in queries.jsonl."),
        ("qrels/test.tsv", b"", "test.tsv judges none of the queries in queries.jsonl."),
        (
            "qrels/test.tsv",
            b"q1\tw1\t1\nq1 w1 1\n",
            "test.tsv, line 2: this is not a query id, a document id and a grade with tabs between.",
        ),
        (
            "qrels/test.tsv",
            b"q1\tw1\t1\nq1\tw2\tnan\n",
            "test.tsv, line 2: this is not a query id, a document id and a grade with tabs between.",
        ),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    folder = lay_down(tmp_path / "broken", qrels=JUDGED)
    (folder / name).write_bytes(content)

    with pytest.raises(UnusableFile) as refused:
        read_collection(folder)

    assert str(refused.value).endswith(f"/{sentence}") or str(refused.value).endswith(sentence)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = lay_down(tmp_path / "less", qrels=JUDGED)
    (folder / name).rename(tmp_path / "away")

    with pytest.raises(UnusableFile, match=f"holds no {name}; see `--help` for the layout"):
        read_collection(folder)


def test_what_is_no_folder_and_what_holds_none_are_refused(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "none", qrels=None)
    (folder / "qrels" / "test.tsv").mkdir()

    with pytest.raises(UnusableFile, match=r"test.tsv is no ordinary file\."):
        read_collection(folder)
    with pytest.raises(UnusableFile, match=r"gone is no folder\."):
        read_collection(tmp_path / "gone")

# SPDX-License-Identifier: EUPL-1.2
"""The vectors of all documents: exact, current, thrifty, and never half."""

import hashlib
import math
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.retrieval import Document, IndexBusy, IndexNotWritten, IndexUnusable, Language, Text
from kennisstad.retrieval.lock import held
from kennisstad.retrieval.semantic import dense, vectors
from kennisstad.retrieval.semantic.dense import DenseIndex, Put
from kennisstad.retrieval.semantic.model import Model
from tests.retrieval.semantic.making import VECTORS, WORDS, make_model

SAID = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
TEXTS: st.SearchStrategy[dict[Language, str]] = st.dictionaries(st.sampled_from(["nl", "en"]), SAID)
ID = st.integers(0, 9).map("d:{}".format)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        id=ID,
        kind=st.sampled_from("abc"),
        texts=TEXTS.map(lambda texts: {language: Text(words) for language, words in texts.items()}),
    ),
    max_size=9,
    unique_by=lambda document: document.id,
)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Model.load(make_model(tmp_path_factory.mktemp("made") / "model"))


@pytest.fixture
def index(tmp_path: Path, model: Model) -> DenseIndex:
    return DenseIndex(tmp_path / "vectors", model)


def course(number: int, words: str, language: Language = "en") -> Document:
    return Document(f"course:{number}", "course", {language: Text(words)})


def found(index: DenseIndex, words: str, language: Language = "en") -> list[str]:
    return [hit.id for hit in index.search({language: words}, limit=9)]


def cosine(left: str, right: str) -> float:
    one, other = (
        [sum(x) for x in zip(*(VECTORS[word] for word in ["[CLS]", *text.split(), "[SEP]"]), strict=True)]
        for text in (left, right)
    )
    return sum(x * y for x, y in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(DOCUMENTS, TEXTS, st.sampled_from("abc"), st.sets(ID), st.integers(0, 4))
def test_hits_are_the_nearest_of_all_one_by_one(
    model: Model,
    documents: list[Document],
    asked: dict[Language, str],
    kind: str,
    without: set[str],
    limit: int,
) -> None:
    queries = [words for words in asked.values() if words]
    expected = {
        document.id: max(cosine(query, said.title) for query in queries for said in texts)
        for document in documents
        if (texts := [text for text in document.texts.values() if text.title]) and queries
    }
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "_BLOCK", 3)
        index = DenseIndex(Path(folder) / "vectors", model)
        index.put(documents)
        whole = index.search(asked, limit=99)

        assert {hit.id: hit.score for hit in whole} == pytest.approx(expected, abs=2e-3)
        assert whole == sorted(whole, key=lambda hit: (-hit.score, hit.id))
        assert (
            index.search(asked, kinds=[kind], without=without, limit=limit)
            == [hit for hit in whole if hit.kind == kind and hit.id not in without][:limit]
        )


def test_only_texts_that_changed_get_a_new_vector(index: DenseIndex) -> None:
    documents = [course(1, "bike"), course(2, "litter"), course(3, "music")]

    assert index.put(documents) == Put(made=3, kept=0)
    assert index.put(documents) == Put(made=0, kept=3)
    assert index.put([course(2, "music"), course(4, "bike")]) == Put(made=0, kept=2)
    assert index.put([course(1, "waste")], remove=["course:3", "course:9"]) == Put(made=1, kept=0)
    assert found(index, "litter")[0] == "course:1"
    assert sorted(index.known()) == ["course:1", "course:2", "course:4"]
    # Neither a new vector nor another look at the model: what was kept is what was made.
    assert [hit.score for hit in index.search({"en": "bike"}, limit=1)] == [1.0]


def test_another_process_sees_the_change_at_its_next_search(index: DenseIndex, model: Model) -> None:
    reader = DenseIndex(index._folder, model)
    index.put([course(1, "bike")], position=7)
    assert (found(reader, "bike"), reader.count(), reader.position()) == (["course:1"], 1, 7)

    index.put([course(2, "bicycle")], position=8)

    assert (found(reader, "bike"), reader.position()) == (["course:1", "course:2"], 8)


def test_a_language_that_the_model_does_not_read_is_left_alone(tmp_path: Path) -> None:
    english = Model.load(make_model(tmp_path / "model", languages=["en"]))
    index = DenseIndex(tmp_path / "vectors", english)
    both = Document("course:2", "course", {"nl": Text("fiets"), "en": Text("bicycle")})

    assert index.put([course(1, "fiets", "nl"), both]) == Put(made=1, kept=0)
    assert list(index.known()) == []
    assert found(index, "fiets", "nl") == []
    assert not index.reads({"nl": "fiets"})
    assert found(index, "bike", "en") == list(index.known()) == ["course:2"]


@pytest.mark.parametrize("words", ["", "  ", "the and of", "?!"])
def test_a_text_that_says_nothing_finds_nothing(index: DenseIndex, words: str) -> None:
    index.put([course(1, "bike")])

    assert (found(index, words), index.reads({"en": words})) == ([], False)


def test_vectors_that_are_not_there_have_to_be_built(index: DenseIndex) -> None:
    with pytest.raises(IndexUnusable, match="There are no vectors at"):
        found(index, "bike")
    assert index.position() is None


def test_vectors_of_another_model_are_never_compared(index: DenseIndex, tmp_path: Path) -> None:
    index.put([course(1, "bike"), course(2, "litter")], position=3)
    turned = {word: vector[::-1] for word, vector in VECTORS.items()}
    other = DenseIndex(index._folder, Model.load(make_model(tmp_path / "other", vectors=turned)))

    with pytest.raises(IndexUnusable, match="made by another model"):
        found(other, "bike")
    assert other.position() is None

    assert other.put([course(1, "bike")]) == Put(made=1, kept=0)
    assert found(other, "bike") == ["course:1"]


@pytest.mark.parametrize("place", [0, 10, 18, 28, 40, 100, -3])
def test_a_single_wrong_byte_is_seen(index: DenseIndex, model: Model, place: int) -> None:
    index.put([course(1, "bike"), course(2, "litter")])
    file = index._folder / "vectors"
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)

    with pytest.raises(IndexUnusable, match="damaged and have to be built again"):
        DenseIndex(index._folder, model).count()


@pytest.mark.parametrize("length", [0, 10, 40, -2])
def test_a_file_cut_short_is_seen_and_replaced(index: DenseIndex, model: Model, length: int) -> None:
    index.put([course(1, "bike")])
    file = index._folder / "vectors"
    file.write_bytes(file.read_bytes()[:length])
    fresh = DenseIndex(index._folder, model)

    with pytest.raises(IndexUnusable, match="damaged"):
        fresh.count()
    fresh.put([course(2, "bike")])
    assert found(fresh, "bike") == ["course:2"]


def test_what_cannot_be_written_leaves_what_was_there(index: DenseIndex) -> None:
    index.put([course(1, "bike")])
    (index._folder / "vectors.new").mkdir()

    with pytest.raises(IndexNotWritten, match="could not be written"):
        index.put([course(2, "bike")])
    assert found(index, "bike") == ["course:1"]


def test_one_writes_at_a_time(tmp_path: Path, model: Model) -> None:
    index = DenseIndex(tmp_path / "vectors", model, wait_s=0)

    with held(tmp_path / "vectors.lock", wait_s=0), pytest.raises(IndexBusy):
        index.put([course(1, "bike")])


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from kennisstad.retrieval import Document, Text
from kennisstad.retrieval.semantic import opened

index = opened(Path(sys.argv[1]), Path(sys.argv[2]))
start = index.position() or 0
for position in range(start + 1, start + 100_000):
    documents = [Document(f"d{n}", "course", {"en": Text(f"stand {position}")}) for n in range(200)]
    index.put(documents, position=position)
    print(position, flush=True)
"""


@pytest.mark.process
def test_a_killed_writer_leaves_one_state_whole(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model")
    model, pause, told = Model.load(folder), random.Random(3), 0
    for _ in range(6):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(folder), str(tmp_path / "v")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told = int(writer.stdout.readline())
            time.sleep(pause.uniform(0, 0.05))
            writer.kill()
            told = max([told, *map(int, writer.stdout.read().split())])

        fresh = DenseIndex(tmp_path / "v", model)
        kept = vectors.read(tmp_path / "v" / "vectors").rows
        stands = {_digest(f"stand {n}"): n for n in range(told, told + 2)}
        (digest,) = {row.digest for row in kept}

        assert (fresh.count(), fresh.position()) in {(200, told), (200, told + 1)}
        assert (fresh.position() or 0) <= stands[digest]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]

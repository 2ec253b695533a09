# SPDX-License-Identifier: EUPL-1.2
"""What holds for any documents and any text."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.retrieval import LANGUAGES, Document, Language, TantivyIndex, Text, language_of, terms
from kennisstad.retrieval.erasing import erase

LAW = settings(deadline=None, max_examples=40, derandomize=True)

ANY_TEXT = st.text(st.characters(), max_size=60)
WORDS = st.lists(
    st.sampled_from(
        ["fiets", "school", "student", "ouderen", "litter", "garden", "café", "Ööst", "١٢", "你好"]
    ),
    max_size=6,
).map(" ".join)
SAID = st.builds(Text, title=WORDS | ANY_TEXT, body=WORDS | ANY_TEXT)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), SAID)
ID = st.integers(0, 12).map("d:{}".format)
DOCUMENTS = st.lists(st.builds(Document, id=ID, kind=st.sampled_from("abc"), texts=TEXTS), max_size=12)
ASKED = st.dictionaries(st.sampled_from(LANGUAGES), WORDS | ANY_TEXT)


@contextmanager
def built(documents: list[Document], *more: list[Document]) -> Iterator[TantivyIndex]:
    # In memory where that is possible: a disk in use makes every commit wait.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        index = TantivyIndex.build(Path(folder) / "index", documents)
        for batch in more:
            index.put(batch)
        try:
            yield index
        finally:
            erase(Path(folder) / "index")


def found(index: TantivyIndex, language: Language, text: str, limit: int = 100) -> list[str]:
    return [hit.id for hit in index.search({language: text}, limit=limit)]


@LAW
@given(DOCUMENTS)
def test_every_document_is_found_by_its_own_title(documents: list[Document]) -> None:
    kept = {document.id: document for document in documents}
    with built(documents) as index:
        missed = [
            (document, language)
            for document in kept.values()
            for language, text in document.texts.items()
            if terms(text.title, language) and document.id not in found(index, language, text.title)
        ]
    assert missed == []


@LAW
@given(DOCUMENTS, ASKED)
def test_putting_twice_is_putting_once(documents: list[Document], asked: dict[Language, str]) -> None:
    with built(documents) as once, built(documents, documents) as twice:
        assert twice.count() == once.count() == len({document.id for document in documents})
        assert {hit.id for hit in twice.search(asked, limit=100)} == {
            hit.id for hit in once.search(asked, limit=100)
        }


@LAW
@given(DOCUMENTS, st.sets(ID), ASKED)
def test_removed_documents_are_never_found(
    documents: list[Document], gone: set[str], asked: dict[Language, str]
) -> None:
    with built(documents) as index:
        index.remove(gone)

        assert index.count() == len({document.id for document in documents} - gone)
        assert gone.isdisjoint(hit.id for hit in index.search(asked, limit=100))


@LAW
@given(DOCUMENTS, ASKED, st.sampled_from("abc"), st.sets(ID), st.integers(0, 5))
def test_order_is_by_score_then_id_and_the_parts_fit_the_whole(
    documents: list[Document], asked: dict[Language, str], kind: str, without: set[str], limit: int
) -> None:
    with built(documents) as index:
        whole = index.search(asked, limit=100)

        assert whole == sorted(whole, key=lambda hit: (-hit.score, hit.id))
        assert index.search(asked, limit=100) == whole
        assert len({hit.id for hit in whole}) == len(whole)
        assert (
            index.search(asked, kinds=[kind], without=without, limit=limit)
            == [hit for hit in whole if hit.kind == kind and hit.id not in without][:limit]
        )


@LAW
@given(DOCUMENTS, ASKED)
def test_order_does_not_depend_on_how_documents_came(
    documents: list[Document], asked: dict[Language, str]
) -> None:
    kept = list({document.id: document for document in documents}.values())
    with built(kept) as at_once, built(kept[::-1][:3], kept[::-1][3:]) as in_parts:
        assert [hit.id for hit in at_once.search(asked, limit=100)] == [
            hit.id for hit in in_parts.search(asked, limit=100)
        ]


@LAW
@given(ANY_TEXT, st.sampled_from([1, 500, 2_000]))
def test_no_text_makes_a_search_fail(text: str, times: int) -> None:
    with built([Document("a", "course", {"nl": Text("fiets", text)})]) as index:
        assert len(index.search({language_of(text): text * times, "en": text}, limit=5)) <= 1

# SPDX-License-Identifier: EUPL-1.2
from kennisstad.retrieval import Document, Index, Text
from kennisstad.retrieval.feedback import fed_back
from tests.retrieval.making import ids, make

LITTER = [
    make("1", "Zwerfafval", "Blikjes en zwerfafval langs de sloot"),
    make("2", "Zwerfafval opruimen", "Met een grijper blikjes rapen"),
    make("3", "Statiegeld", "Wie blikjes inlevert, krijgt geld"),
    make("4", "Muziekles", "Zingen voor kinderen"),
]


def texts_of(document_id: str) -> dict[str, Text]:
    return {document.id: document for document in LITTER}[document_id].texts  # type: ignore[return-value]


def test_words_of_the_best_hits_find_what_the_question_does_not_name(index: Index) -> None:
    index.put(LITTER)
    asked = {"nl": "zwerfafval"}
    hits = index.search(asked, limit=9)

    found = fed_back(index, asked, hits, texts_of=texts_of, limit=9)

    assert (set(ids(hits)), ids(found)[2:]) == ({"1", "2"}, ["3"])


def test_nothing_is_fed_back_without_hits(index: Index) -> None:
    index.put(LITTER)

    assert fed_back(index, {"nl": "muziekles"}, [], texts_of=texts_of, limit=9) == []


def test_words_of_hits_in_the_other_language_are_searched_in_theirs(index: Index) -> None:
    english = Document("5", "course", {"en": Text("Litter", "Cans along the canal")})
    index.put([*LITTER, english, Document("6", "course", {"en": Text("Cans and bottles")})])
    hits = index.search({"en": "litter"}, limit=1)

    found = fed_back(index, {"nl": "afval"}, hits, texts_of=lambda _: english.texts, limit=9)

    assert {"5", "6"} <= set(ids(found))

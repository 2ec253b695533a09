# SPDX-License-Identifier: EUPL-1.2
"""A few typed words find what has all of them, in whatever form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import Document, TantivyIndex, Text
from kennisstad.retrieval.box import answer, hinted, words_like

KINDS = ["question", "project", "area"]


def make(id_: str, title: str, body: str = "", english: str = "") -> Document:
    texts = {"nl": Text(title, body)} | ({"en": Text(english)} if english else {})
    return Document(id_, id_.partition(":")[0], texts, from_a_box=True)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TantivyIndex:
    folder: Path = tmp_path_factory.mktemp("box") / "index"
    return TantivyIndex.build(
        folder,
        [
            make(
                "question:1",
                "Waar kan een fietsenstalling komen?",
                "Bij het café.",
                "A place to park a bicycle",
            ),
            make("question:2", "Stalling voor fietsen in de wijk"),
            make("question:3", "Wie helpt de coördinator van de buurt?"),
            make("project:1", "Duurzaamheid in de wijk", "Zonnepanelen op daken."),
            make("area:1", "Merenwijkdistrict"),
        ],
    )


def found(index: TantivyIndex, text: str, **how: object) -> list[str]:
    return [hit.id for hit in index.look(lambda view: answer(view, text, kinds=KINDS, limit=9, **how)).hits]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("fietsenstalling", ["question:1", "question:2"]),
        ("stalling fiets", ["question:2", "question:1"]),
        ("de stallingen voor een fiets", ["question:2", "question:1"]),
        ("bicycles", ["question:1"]),
        ("cafe", ["question:1"]),
        ("CAFÉ", ["question:1"]),
        ("coordinatoren", ["question:3"]),
        ("wijk zonnepaneel", ["project:1"]),
        # With a typing error: a letter too few, two that changed places.
        ("fietsenstaling", ["question:1", "question:2"]),
        ("duurzaamhied", ["project:1"]),
        ("zonepanelen", ["project:1"]),
        # Only the beginning of a name, as people say it.
        ("merenwijk", ["area:1"]),
        # Together nowhere: then what has some of it.
        ("fiets duurzaamheid", ["project:1", "question:2", "question:1"]),
        ("fiets xyzzy", ["question:2", "question:1"]),
        ("xyzzy", []),
        ("wijx", []),
    ],
)
def test_words_are_found_in_whatever_form(index, typed, ids):
    assert found(index, typed) == ids


def test_an_answer_says_what_was_looked_for_in_place_of_a_word(index):
    told = index.look(lambda view: answer(view, "fietsenstaling wijk xyzzy", kinds=KINDS, limit=9))

    assert [(word.typed, word.instead, word.known) for word in told.words] == [
        ("fietsenstaling", ("fietsenstalling",), True),
        ("wijk", (), True),
        ("xyzzy", (), False),
    ]
    assert told.has_all is False


def test_kinds_are_counted_whatever_is_shown(index):
    told = index.look(lambda view: answer(view, "wijk", kinds=KINDS, shown=["project"], limit=1))

    assert ([hit.id for hit in told.hits], told.counts) == (["project:1"], {"question": 1, "project": 1})


def test_pages_follow_each_other_without_gap_or_double(index):
    assert found(index, "fiets", offset=0)[:1] + found(index, "fiets", offset=1) == found(index, "fiets")


def test_what_was_taken_out_is_counted_no_longer(tmp_path):
    index = TantivyIndex.build(tmp_path / "i", [make("area:1", "Slaaghwijk"), make("area:2", "Slaaghwijk")])

    index.remove(["area:2"])

    told = index.look(lambda view: answer(view, "slaaghwijk", kinds=["area"], limit=9))
    assert ([hit.id for hit in told.hits], told.counts) == (["area:1"], {"area": 1})


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("fie", ["question:2", "question:1"]),
        ("waar fiets", ["question:1"]),
        ("stalling v", ["question:2", "question:1"]),
        ("zonne", []),
        ("w", []),
        ("", []),
    ],
)
def test_hints_are_titles_that_begin_so(index, typed, ids):
    hits = index.look(lambda view: hinted(view, typed, kinds=KINDS, limit=9))

    assert sorted(hit.id for hit in hits) == sorted(ids)


def test_who_finds_nothing_hears_words_that_begin_alike(index):
    assert index.look(lambda view: words_like(view, "fietsroute")) == ["fietsen", "fietsenstalling"]


@given(st.text(max_size=300))
def test_any_text_can_be_looked_for(index, text):
    told = index.look(lambda view: answer(view, text, kinds=KINDS, limit=3))
    index.look(lambda view: hinted(view, text, kinds=KINDS, limit=3))

    assert {hit.kind for hit in told.hits} <= set(told.counts)

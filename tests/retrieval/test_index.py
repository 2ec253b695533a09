# SPDX-License-Identifier: EUPL-1.2
import threading
import time
from pathlib import Path

import pytest

from kennisstad.retrieval import Document, Index, Language, TantivyIndex, Text
from kennisstad.retrieval.question import MOST_TERMS, WORDS, Sought, question_of
from tests.retrieval.making import ids, make


def test_new_index_is_empty_and_at_position_0(index: Index) -> None:
    assert (index.count(), index.position(), index.search({"nl": "fiets"}, limit=5)) == (0, 0, [])


def test_documents_are_found_in_either_language_by_other_forms_of_their_words(
    index: Index, library: list[Document]
) -> None:
    index.put(library)

    asked: dict[Language, list[str]] = {
        "nl": ["eenzame oudere", "student", "schoolafval op scholen", "fietsende kinderen"],
        "en": ["garden", "student"],
    }
    found = {
        text: ids(index.search({language: text}, limit=5)) for language in asked for text in asked[language]
    }

    assert found == {
        "eenzame oudere": ["course:1"],
        "student": ["question:1"],
        "schoolafval op scholen": ["question:1"],
        "fietsende kinderen": ["result:1"],
        "garden": ["course:2"],
    }


def test_hit_tells_id_and_kind_and_a_positive_score(index: Index, library: list[Document]) -> None:
    index.put(library)

    (hit,) = index.search({"nl": "fiets"}, limit=5)

    assert (hit.id, hit.kind, hit.score > 0) == ("result:1", "result", True)


def test_word_in_the_title_counts_more_than_in_the_body(index: Index) -> None:
    index.put([make("a", "school", "fiets"), make("b", "fiets", "school")])

    assert ids(index.search({"nl": "fiets"}, limit=5)) == ["b", "a"]


def test_rarer_and_repeated_words_and_shorter_texts_rank_higher(index: Index) -> None:
    index.put(
        [
            make("rare", "wijk zwerfafval"),
            make("common", "wijk buurt"),
            make("twice", "tuin tuin", "gras"),
            make("once", "tuin gras", "boom"),
            make(
                "long", "wijk", "en verder nog heel wat andere woorden zonder verband met wat gevraagd werd"
            ),
        ]
    )

    assert ids(index.search({"nl": "zwerfafval in de wijk"}, limit=5)) == ["rare", "common", "long"]
    assert ids(index.search({"nl": "tuin"}, limit=5)) == ["twice", "once"]


def test_document_counts_once_by_its_best_language(index: Index, library: list[Document]) -> None:
    index.put(library)
    both = index.search({"nl": "student zwerfafval", "en": "student"}, limit=5)
    dutch = index.search({"nl": "student zwerfafval"}, limit=5)

    assert both == dutch
    assert ids(both) == ["question:1"]


def test_same_word_of_the_other_language_comes_after_the_own_one(index: Index) -> None:
    index.put([Document("a", "course", {"en": Text("stage design")}), make("b", "stage lopen")])

    assert ids(index.search({"nl": "stage"}, limit=5)) == ["b", "a"]


def test_kinds_filter_without_touching_order_or_scores(index: Index) -> None:
    index.put(
        make(f"{kind}:{n}", "fiets " * n, "wijk", kind) for kind in ("course", "result") for n in range(1, 9)
    )
    everything = index.search({"nl": "fiets wijk"}, limit=50)

    assert len(everything) == 16
    assert index.search({"nl": "fiets wijk"}, kinds=["course"], limit=50) == [
        hit for hit in everything if hit.kind == "course"
    ]
    assert index.search({"nl": "fiets wijk"}, kinds={"course", "result"}, limit=50) == everything
    assert index.search({"nl": "fiets wijk"}, kinds=[], limit=50) == []
    assert index.search({"nl": "fiets wijk"}, kinds=["unknown"], limit=50) == []


def test_without_leaves_out_and_fills_up(index: Index) -> None:
    index.put(make(f"{n}", "fiets " * (9 - n)) for n in range(1, 9))

    everything = ids(index.search({"nl": "fiets"}, limit=8))

    assert len(everything) == 8
    assert ids(index.search({"nl": "fiets"}, limit=3, without=everything[:2])) == everything[2:5]


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_below_1_gives_nothing(index: Index, library: list[Document], limit: int) -> None:
    index.put(library)

    assert index.search({"nl": "fiets"}, limit=limit) == []


def test_limit_beyond_all_documents_gives_all(index: Index, library: list[Document]) -> None:
    index.put(library)

    assert ids(index.search({"nl": "fiets"}, limit=10**12)) == ["result:1"]


def test_equal_documents_stand_in_order_of_id_over_many_commits(index: Index) -> None:
    for number in (7, 3, 9, 1, 8, 2, 6, 4, 5, 0):
        index.put([make(f"d{number}", "fiets in de wijk", "samen naar school")])

    assert ids(index.search({"nl": "fiets school wijk"}, limit=3)) == ["d0", "d1", "d2"]
    assert ids(index.search({"nl": "fiets school wijk"}, limit=20)) == [f"d{n}" for n in range(10)]


def test_equal_documents_are_sorted_far_beyond_the_limit(index: Index) -> None:
    index.put(make(f"d{number:04}", "fiets") for number in reversed(range(3_000)))

    assert ids(index.search({"nl": "fiets"}, limit=2)) == ["d0000", "d0001"]


def test_put_replaces_and_the_last_of_one_batch_wins(index: Index) -> None:
    index.put([make("a", "fiets")])
    index.put([make("a", "tuin"), make("a", "school")])

    found = {text: ids(index.search({"nl": text}, limit=5)) for text in ("fiets", "tuin", "school")}
    assert (index.count(), found) == (1, {"fiets": [], "tuin": [], "school": ["a"]})


def test_put_removes_and_stores_in_one_go(index: Index) -> None:
    index.put([make("a", "fiets"), make("b", "fiets")], position=3)

    index.put([make("c", "fiets"), make("b", "tuin")], remove=["a", "unknown"], position=5)

    assert (index.count(), index.position()) == (2, 5)
    assert ids(index.search({"nl": "fiets"}, limit=5)) == ["c"]


def test_document_without_words_counts_and_is_never_found(index: Index) -> None:
    index.put([Document("a", "course", {}), make("b", "", "")])

    assert (index.count(), index.search({"nl": "a b course"}, limit=5)) == (2, [])


def test_clear_takes_everything_and_starts_the_journal_again(index: Index, library: list[Document]) -> None:
    index.put(library, position=12)

    index.clear()

    assert (index.count(), index.position(), index.search({"nl": "fiets"}, limit=5)) == (0, 0, [])


def test_position_stays_until_told_and_survives_reopening(index: Index, folder: Path) -> None:
    index.put([make("a", "fiets")], position=41)
    index.put([make("b", "fiets")])
    index.remove(["a"])
    assert TantivyIndex.open(folder).position() == 41

    index.remove([], position=2**53)
    assert TantivyIndex.open(folder).position() == 2**53


def test_position_goes_wherever_it_is_told(index: Index) -> None:
    told = []
    for position in (5, 3, 0):
        index.put([], position=position)
        told.append(index.position())

    assert told == [5, 3, 0]


def test_failing_source_of_documents_changes_nothing(index: Index) -> None:
    index.put([make("a", "fiets")], position=1)

    with pytest.raises(ZeroDivisionError):
        index.put((make(f"{1 // n}", "tuin") for n in (1, 0)), remove=["a"], position=2)

    assert (index.count(), index.position()) == (1, 1)
    index.put([make("b", "fiets")], position=3)
    assert (ids(index.search({"nl": "fiets tuin"}, limit=5)), index.position()) == (["a", "b"], 3)


def test_build_replaces_all_that_was_there_and_open_readers_follow(folder: Path) -> None:
    old = TantivyIndex.build(folder, [make("a", "fiets")], position=1)

    TantivyIndex.build(folder, [make("b", "fiets")], position=8)

    assert (ids(old.search({"nl": "fiets"}, limit=5)), old.count(), old.position()) == (["b"], 1, 8)
    old.put([make("c", "fiets")], position=9)
    assert ids(TantivyIndex.open(folder).search({"nl": "fiets"}, limit=5)) == ["b", "c"]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["index", "index.lock"]


def test_old_index_answers_while_a_new_one_is_built(folder: Path) -> None:
    old = TantivyIndex.build(folder, [make("a", "fiets")], position=1)
    seen = []

    def documents() -> list[Document]:
        seen.append(ids(TantivyIndex.open(folder).search({"nl": "fiets"}, limit=5)))
        seen.append(ids(old.search({"nl": "fiets"}, limit=5)))
        return [make("b", "fiets")]

    TantivyIndex.build(folder, (document for _ in range(1) for document in documents()))

    assert (seen, ids(old.search({"nl": "fiets"}, limit=5))) == ([["a"], ["a"]], ["b"])


@pytest.mark.parametrize(
    "text",
    [
        "fiets AND (",
        "*",
        "fiets*",
        "id:a",
        "words:fiets",
        '"fiets',
        "fiets~9",
        "+fiets -fiets",
        "[a TO z]",
        "^2 \\",
    ],
)
def test_query_syntax_is_plain_text(index: Index, text: str) -> None:
    index.put([make("a", "fiets"), make("b", "tuin")])

    assert ids(index.search({"nl": text}, limit=5)) == (["a"] if "fiets" in text else [])


def test_long_question_is_cut_to_its_most_telling_terms() -> None:
    texts: dict[Language, str] = {
        "nl": " ".join(f"woord{n} " * (3 if n % 10 == 0 else 1) for n in range(1, 1001))
    }

    found = question_of(texts, frequency=lambda field, key: 50 * (field == WORDS), documents=1_000).sought

    own = [one for one in found if one.key.startswith("nl:")]
    assert len(own) == MOST_TERMS
    assert {one.weight for one in own} == {27 / 11}


def test_terms_that_no_document_has_are_not_searched_with() -> None:
    found = question_of({"en": "tree bird"}, frequency=lambda _, key: int(key == "en:bird"), documents=9)

    assert (found.sought, found.phrases) == ([Sought(WORDS, "en:bird", 1.0)], [])


def test_question_of_100_000_characters_is_answered_fast(index: Index) -> None:
    index.put(
        make(f"d{n}", f"fiets{n} wiel", " ".join(f"woord{m}" for m in range(n, n + 60))) for n in range(2_000)
    )
    text = " ".join(f"woord{n} onzin{n}" for n in range(7_000))[:100_000]
    index.search({"nl": text}, limit=5)

    began = time.thread_time()
    found = index.search({"nl": text}, limit=5)

    assert (len(found), time.thread_time() - began < 0.5) == (5, True)


def test_rarity_is_higher_for_a_rarer_word_and_never_below_0(index: Index) -> None:
    index.put(make(f"d{n}", "wijk" + (" fiets" if n < 3 else "")) for n in range(50))
    index.search({"nl": "fiets"}, limit=1)

    wijk, fiets, unknown = (index.rarity(term, "nl") for term in ("wijk", "fiet", "nooit"))

    assert 0 <= wijk < fiets < unknown
    index.remove(f"d{n}" for n in range(49))
    index.search({"nl": "fiets"}, limit=1)
    assert index.rarity("wijk", "nl") >= 0


def test_threads_read_while_another_writes(index: Index) -> None:
    index.put([make("a", "fiets")])
    wrong: list[object] = []

    def read() -> None:
        for _ in range(150):
            found = ids(index.search({"nl": "fiets"}, limit=100))
            if found != sorted(found) or "a" not in found:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(20):
        index.put([make(f"b{number}", "fiets")])
    for reader in readers:
        reader.join()

    assert (wrong, index.count()) == ([], 21)


@pytest.mark.parametrize("others", [0, 10, 200, 2_000])
def test_kind_is_found_in_full_however_many_others_rank_above_it(index: Index, others: int) -> None:
    index.put(make(f"other:{n:04}", "fiets fiets fiets", kind="other") for n in range(others))
    index.put(make(f"course:{n:03}", "fiets", "en nog meer woorden", kind="course") for n in range(120))

    found = index.search({"nl": "fiets"}, kinds={"course"}, limit=20)

    assert ids(found) == [f"course:{n:03}" for n in range(20)]

# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import Hit
from kennisstad.retrieval.people import nearest_people, standing_out

PEOPLE = {"a": ["ann"], "b": ["ann", "bea"], "c": ["ann"], "d": ["ann"], "e": []}
SCORES = st.lists(st.floats(0, 50, allow_subnormal=False), min_size=2, max_size=12)


def hit(work: str, share: float = 0.0, score: float = 0.0) -> Hit:
    return Hit(work, "work", score, share)


def test_people_are_scored_from_their_three_nearest_works():
    hits = [hit("d", 0.1), hit("a", 0.9), hit("b", 0.8), hit("e", 1.0), hit("c", 0.4)]

    bea, ann = nearest_people(hits, PEOPLE.__getitem__, limit=9)

    assert (bea.id, bea.score, bea.works) == ("bea", 0.8, (hits[2],))
    assert (ann.id, ann.works) == ("ann", (hits[1], hits[2], hits[4]))
    assert ann.score == pytest.approx((0.9 + 0.8 + 0.4) / 3)


def test_works_that_were_not_found_count_for_people_who_have_more():
    works = {"ann": 4, "bea": 2}

    (ann, bea) = nearest_people([hit("b", 0.6)], PEOPLE.__getitem__, works_of=works.__getitem__, limit=9)

    # Bea has two works, ann four: one of two says more than one of at least three.
    assert (ann.id, bea.id) == ("bea", "ann")
    assert (ann.score, bea.score) == pytest.approx((0.3, 0.2))


def test_scores_serve_where_no_hit_has_a_share():
    found = nearest_people([hit("b", score=8), hit("a", score=4)], PEOPLE.__getitem__, limit=1)

    assert [(person.id, person.score) for person in found] == [("bea", 1.0)]


@pytest.mark.parametrize("hits", [[], [hit("e", 0.5)]])
def test_nobody_is_found_without_works(hits):
    assert nearest_people(hits, PEOPLE.__getitem__, limit=9) == []


def test_one_that_stands_alone_stands_out_most():
    alone, of_many = standing_out([hit("a", score=3)], 50), standing_out([hit(w, score=3) for w in "abc"], 50)

    assert alone[0].share == pytest.approx(1)
    assert of_many[0].share == pytest.approx(((1 - 3 / 50) / (3 / 50 * 47 / 50) ** 0.5) / 7)


@given(SCORES, st.floats(0.1, 20))
def test_the_length_of_a_text_does_not_make_its_works_stand_out(scores, longer):
    hits = [hit(str(place), score=score) for place, score in enumerate(scores)]
    stretched = [hit(str(place), score=score * longer) for place, score in enumerate(scores)]
    found = [one.share for one in standing_out(hits, len(hits) + 3)]

    assert all(0 <= share <= 1 for share in found)
    assert found == pytest.approx([one.share for one in standing_out(stretched, len(hits) + 3)], abs=1e-4)

# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.retrieval import Hit
from kennisstad.retrieval.fusion import fuse

LAW = settings(deadline=None, derandomize=True)

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-50, 50), max_size=8)
RANKINGS = st.lists(SCORES, max_size=4).map(lambda many: [ranking(**scores) for scores in many])


def ranking(**scores: float) -> list[Hit]:
    hits = [Hit(name, "course", score) for name, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


@LAW
@given(RANKINGS, st.randoms(use_true_random=False))
def test_order_of_the_rankings_does_not_matter(rankings: list[list[Hit]], dice: object) -> None:
    shuffled = rankings[:]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert fuse(shuffled, limit=9) == fuse(rankings, limit=9)


@LAW
@given(SCORES, SCORES.map(lambda scores: dict.fromkeys(scores, 3)))
def test_one_ranking_keeps_its_order_also_beside_an_empty_one(
    scores: dict[str, int], equal: dict[str, int]
) -> None:
    alone = ranking(**scores)

    assert ids(fuse([alone], limit=9)) == ids(fuse([[], alone], limit=9)) == ids(alone)
    assert ids(fuse([ranking(**equal)], limit=9)) == sorted(equal)


@LAW
@given(RANKINGS, st.integers(1, 9), st.integers(-99, 99))
def test_scaling_and_shifting_scores_does_not_matter(
    rankings: list[list[Hit]], times: int, more: int
) -> None:
    moved = [[Hit(hit.id, hit.kind, hit.score * times + more) for hit in some] for some in rankings]

    assert ids(fuse(moved, limit=9)) == ids(fuse(rankings, limit=9))


@LAW
@given(RANKINGS, st.integers(0, 9))
def test_every_document_is_given_once_best_first(rankings: list[list[Hit]], limit: int) -> None:
    fused = fuse(rankings, limit=9)

    assert sorted(ids(fused)) == sorted({hit.id for some in rankings for hit in some})
    assert fused == sorted(fused, key=lambda hit: (-hit.score, hit.id))
    assert fuse(rankings, limit=limit) == fused[:limit]


def test_scores_are_distances_from_the_mean_in_deviations() -> None:
    # Means 2 and 6, deviations 1 and 2: c is the lowest of the first, so a counts as low in the second.
    fused = fuse([ranking(a=3, b=1), ranking(b=8, c=4)], limit=9)

    assert fused == [Hit("a", "course", 0.0), Hit("b", "course", 0.0), Hit("c", "course", -2.0)]


def test_being_found_counts_where_all_that_was_found_is_equal() -> None:
    assert ids(fuse([ranking(a=5, b=5), ranking(c=7)], limit=9, weights=[1, 2])) == ["c", "a", "b"]


def test_weights_say_how_much_a_ranking_counts() -> None:
    left, right = ranking(a=2, b=1), ranking(b=2, a=1)

    assert ids(fuse([left, right], limit=9, weights=[1, 2])) == ["b", "a"]
    assert ids(fuse([left, right], limit=9, weights=[2, 1])) == ["a", "b"]
    with pytest.raises(ValueError, match="zip"):
        fuse([left, right], limit=9, weights=[1])


def test_a_ranking_that_does_not_know_a_document_neither_lifts_nor_lowers_it() -> None:
    words = ranking(dutch=4, english=3, other=1)
    meaning = ranking(english=0.9, other=0.1)

    unjudged = fuse([words, meaning], limit=9, known=[None, {"english", "other"}])
    lowered = fuse([words, meaning], limit=9)

    assert ids(unjudged) == ["dutch", "english", "other"]
    assert unjudged[0].score == pytest.approx(2 * fuse([words], limit=1)[0].score)
    assert ids(lowered) == ["english", "dutch", "other"]


def test_the_largest_share_is_kept() -> None:
    assert fuse([[Hit("a", "course", 2, share=0.4)], [Hit("a", "course", 0.9)]], limit=1)[0].share == 0.4

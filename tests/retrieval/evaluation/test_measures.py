# SPDX-License-Identifier: EUPL-1.2
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval.evaluation.measures import (
    intervals,
    misordered,
    ndcg,
    orderable,
    ratio,
    recall,
    reciprocal_rank,
)

GRADES = {"a": 3.0, "b": 1.0, "c": 0.0, "d": 0.5}
CASES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 4).map(float), min_size=1)
ORDERS = st.permutations("abcdefgh")
PAIRS = st.lists(st.tuples(st.integers(-3, 3).map(float), st.integers(0, 5).map(float)), max_size=8)


def test_ndcg_counts_grades_less_the_deeper_they_stand():
    found, best = 1 + 3 / math.log2(4), 3 + 1 / math.log2(3) + 0.5 / math.log2(4)

    assert ndcg(["b", "c", "a"], GRADES, 10) == pytest.approx(found / best)
    assert ndcg(["b", "c", "a"], GRADES, 2) == pytest.approx(1 / (3 + 1 / math.log2(3)))


@pytest.mark.parametrize(
    ("found", "depth", "share", "rank"),
    [
        ("abd", 10, 1, 1),
        ("cxb", 10, 1 / 3, 1 / 3),
        ("cxb", 2, 0, 0),
        ("", 10, 0, 0),
        ("xda", 3, 2 / 3, 1 / 2),
    ],
)
def test_recall_and_rank_look_at_grades_above_0(found, depth, share, rank):
    assert recall([*found], GRADES, depth) == pytest.approx(share)
    assert reciprocal_rank([*found], GRADES, depth) == pytest.approx(rank)


def test_figures_of_a_query_without_answers_are_0():
    assert [measure(["a"], {"a": 0.0, "b": -1.0}, 10) for measure in (ndcg, recall, reciprocal_rank)] == [
        0,
        0,
        0,
    ]


@given(CASES, ORDERS)
def test_the_best_order_gives_1_and_no_order_gives_more(grades, order):
    best = sorted(grades, key=lambda document: -grades[document])

    assert ndcg(order, grades, 10) <= ndcg(best, grades, 10) + 1e-9
    assert ndcg(best, grades, 10) == pytest.approx(float(any(grades.values())))


def test_loss_weighs_wrong_pairs_by_their_difference_and_ties_by_half():
    # Wrong: (4, 1) by 3; tied: (4, 2) by 2; right: (2, 1) by 1.
    assert misordered([0.2, 0.2, 0.7], [4, 2, 1]) == 3 + 1 + 1
    assert orderable([4, 2, 1]) == 3 + 2 + 1


@given(PAIRS)
def test_loss_of_turned_scores_is_what_was_right(pairs):
    scores, grades = [score for score, _ in pairs], [grade for _, grade in pairs]
    turned = misordered([-score for score in scores], grades)

    assert misordered(scores, grades) + turned == pytest.approx(orderable(grades))
    assert misordered(grades, grades) == 0


def test_intervals_hold_the_mean_are_repeatable_and_narrow_with_more_queries():
    few = [0.0, 1.0, 0.5, 0.25] * 5
    once = intervals({"few": few}, [1.0] * 20)
    (low, high), (lower, higher) = once["few"], intervals({"many": few * 25}, [1.0] * 500)["many"]

    assert intervals({"few": few}, [1.0] * 20) == once
    assert 0 < low < lower < ratio(few, [1.0] * 20) < higher < high < 1
    # Close to what the normal law says: 1.96 standard errors of 0.37 / sqrt(500).
    assert (higher - lower) / 2 == pytest.approx(1.96 * 0.3698 / math.sqrt(500), rel=0.1)


def test_intervals_of_a_steady_difference_have_no_width():
    better = intervals({"difference": [0.1] * 30}, [1.0] * 30)["difference"]

    assert better == (pytest.approx(0.1), pytest.approx(0.1))


def test_figures_without_any_query_are_0():
    assert ratio([], []) == 0
    assert intervals({"none": []}, []) == {"none": (0.0, 0.0)}

# SPDX-License-Identifier: EUPL-1.2
"""Learning follows evidence, slowly, and cannot run away."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.citylab.matching.calibration import (
    Bin,
    NothingHeldBack,
    calibration_error,
    compare,
    figures,
    reliability,
)
from kennisstad.citylab.matching.learning import (
    LEAST_SHARE,
    Decision,
    StrengthNotPositive,
    chance,
    fit,
    log_odds,
    split,
)
from kennisstad.citylab.matching.score import PRIOR, Model

LAW = settings(deadline=None, max_examples=60, derandomize=True)
NAMES = ["words", "window", "in_time", "place", "load", "another"]
BASE = Model({"words": 7.0, "window": 1.5, "in_time": 1.0, "place": 0.5, "load": -1.0}, bias=-5.0)
NUMBER = st.floats(0, 1) | st.sampled_from([0.0, 1.0, math.nan, math.inf, -math.inf, 1e308, -3.0])
DECISION = st.builds(Decision, st.dictionaries(st.sampled_from(NAMES), NUMBER), st.booleans())
DECISIONS = st.lists(DECISION, max_size=25)


def distance(model: Model) -> float:
    strayed = [model.weights.get(name, 0.0) - BASE.weights.get(name, 0.0) for name in NAMES]
    return math.hypot(model.bias - BASE.bias, *strayed)


def score(model: Model, **features: float) -> float:
    return chance(log_odds(features, model))


# -- laws


def test_without_decisions_the_prior_stands_as_it_is():
    assert fit([], PRIOR) is PRIOR


@LAW
@given(DECISIONS)
def test_any_decisions_give_finite_weights_and_scores_from_0_to_1(decisions):
    model = fit(decisions, BASE)

    assert all(map(math.isfinite, [model.bias, *model.weights.values()]))
    assert all(0 <= chance(log_odds(one.features, model)) <= 1 for one in decisions)


@LAW
@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions, chaos):
    other = chaos.sample(decisions, len(decisions))

    assert fit(other, BASE) == fit(decisions, BASE)


@LAW
@given(DECISIONS, st.integers(2, 5))
def test_the_same_evidence_many_times_moves_more(decisions, times):
    assert distance(fit(decisions * times, BASE)) >= distance(fit(decisions, BASE)) - 1e-6


@LAW
@given(DECISIONS)
def test_no_weight_changes_sign_or_vanishes(decisions):
    weights = fit(decisions, BASE).weights

    assert all(weights[name] / prior >= LEAST_SHARE - 1e-12 for name, prior in BASE.weights.items())


@LAW
@given(DECISIONS)
def test_a_feature_never_seen_keeps_its_weight(decisions):
    without = [Decision({**one.features, "place": 0.0, "load": math.nan}, one.took) for one in decisions]

    weights = fit(without, BASE).weights

    assert (weights["place"], weights["load"]) == (BASE.weights["place"], BASE.weights["load"])


@LAW
@given(DECISIONS.filter(bool))
def test_no_step_away_from_what_was_found_is_better(decisions):
    """The weights are where they should be: nearby ones that are allowed explain the decisions less well."""
    found = fit(decisions, BASE)

    def loss(model: Model) -> float:
        surprises = figures(model, decisions).log_loss * len(decisions)
        return surprises + distance(model) ** 2 / 2

    lowest = loss(found)
    for name in found.weights:
        for step in (-1e-3, 1e-3):
            prior, weight = BASE.weights.get(name, 0.0), found.weights[name] + step
            if prior == 0 or weight / prior >= LEAST_SHARE:
                assert loss(Model({**found.weights, name: weight}, found.bias)) >= lowest - 1e-9
    assert all(loss(Model(found.weights, found.bias + step)) >= lowest - 1e-9 for step in (-1e-3, 1e-3))


# -- hard cases


@pytest.mark.parametrize(
    "decisions",
    [
        [Decision({"words": 1.0}, True)] * 500,
        [Decision({"words": 1.0}, False)] * 500,
        [Decision({"words": 0.9}, True), Decision({"words": 0.1}, False)] * 500,
        [Decision({"words": 0.5, "window": 0.5}, n % 2 == 0) for n in range(500)],
        [Decision({}, True)] * 500,
    ],
    ids=["all taken", "none taken", "separable", "constant", "nothing seen"],
)
def test_what_has_no_answer_of_its_own_is_held_by_the_prior(decisions):
    assert 0 < distance(fit(decisions, BASE)) < 20


@pytest.mark.parametrize("strength", [0.0, -1.0, math.nan, math.inf])
def test_a_prior_that_does_not_hold_is_refused(strength):
    with pytest.raises(StrengthNotPositive):
        fit([Decision({}, True)], PRIOR, strength=strength)


# -- a made-up city


TRUTH = Model({"words": 4.0, "window": 4.0, "in_time": 1.0, "place": 2.5}, bias=-4.5)
"""In this city an open window and the own district count far more than we thought, words less."""


def made_up(count: int, truth: Model, seed: int = 7) -> list[Decision]:
    dice = random.Random(seed)
    seen = [
        {
            "words": dice.uniform(0.3, 1),
            "window": dice.choice([0.0, 0.4, 0.6, 1.0]),
            "in_time": float(dice.random() < 0.7),
            "place": float(dice.random() < 0.3),
        }
        for _ in range(count)
    ]
    return [Decision(one, dice.random() < chance(log_odds(one, truth))) for one in seen]


def test_four_hundred_decisions_move_the_weights_to_the_truth_and_foretell_better():
    learn, held_back = split(made_up(400, TRUTH))

    learned = fit(learn, PRIOR)

    assert (len(learn), len(held_back), learned.decisions) == (320, 80, 320)
    assert abs(learned.weights["words"] - 4.0) < abs(PRIOR.weights["words"] - 4.0)
    assert PRIOR.weights["window"] < learned.weights["window"] < 4.5
    assert PRIOR.weights["place"] < learned.weights["place"] < 3.0
    comparison = compare(PRIOR, learned, held_back)
    assert comparison.new.log_loss < comparison.old.log_loss - 0.05
    assert comparison.new.auc > comparison.old.auc
    assert (comparison.is_worse, compare(learned, PRIOR, held_back).is_worse) == (False, True)
    before, after = (calibration_error(reliability(one, held_back)) for one in (PRIOR, learned))
    assert after < before


@pytest.mark.parametrize("count", [50, 5000])
def test_wild_wrong_decisions_do_not_turn_the_lexical_order_round(count):
    """What shares most words is always refused, what shares least always taken."""
    dice = random.Random(11)
    shares = [dice.random() for _ in range(count)]
    wild = [Decision({"words": share, "window": 1.0, "in_time": 1.0}, share < 0.5) for share in shares]

    model = fit(wild, PRIOR)

    assert model.weights["words"] < PRIOR.weights["words"]
    scores = [score(model, words=tenth / 10, window=1.0, in_time=1.0, place=0.0) for tenth in range(11)]
    assert all(less < more for less, more in pairwise(scores))


# -- measuring


def test_figures_are_those_that_one_counts_by_hand():
    model = Model({"words": 2.0}, bias=-1.0)  # Chances of 0.27, 0.5 and 0.73.
    decisions = [
        Decision({"words": w}, took) for w, took in [(0, False), (0.5, True), (0.5, False), (1, True)]
    ]

    found = figures(model, decisions)

    assert math.isclose(found.auc, 3.5 / 4)
    assert math.isclose(found.log_loss, (2 * math.log(2) - 2 * math.log(chance(1.0))) / 4)
    assert math.isclose(found.brier, (2 * 0.25 + 2 * (1 - chance(1.0)) ** 2) / 4)


def test_reliability_puts_what_was_said_beside_what_came_of_it():
    sure, doubtful = Model({}, bias=math.log(9)), Decision({}, False)

    table = reliability(sure, [Decision({}, True)] * 7 + [doubtful] * 3)

    assert [(one.low, one.high, one.n, round(one.said, 6), one.share) for one in table] == [
        (0.8, 1.0, 10, 0.9, 0.7)
    ]
    assert math.isclose(calibration_error(table), 0.2)
    assert calibration_error([Bin(0, 0.2, 1, 0.1, 0.1), Bin(0.2, 0.4, 3, 0.3, 0.5)]) == pytest.approx(0.15)


def test_where_nothing_can_be_measured_it_is_said():
    one_sided = figures(PRIOR, [Decision({}, True)])

    assert (one_sided.auc, calibration_error([])) == (None, None)
    with pytest.raises(NothingHeldBack):
        compare(PRIOR, PRIOR, [])


def test_the_last_fifth_is_held_back():
    decisions = [Decision({"words": n / 10}, True) for n in range(10)]

    assert split(decisions) == (decisions[:8], decisions[8:])
    assert split([]) == ([], [])

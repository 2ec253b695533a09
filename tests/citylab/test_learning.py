# SPDX-License-Identifier: EUPL-1.2
"""A model is learned from what was decided, put in use when it is no worse, and gone back from."""

import random
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from kennisstad.audit.models import Event
from kennisstad.citylab import learning
from kennisstad.citylab.matching.learning import log_odds
from kennisstad.citylab.matching.score import PRIOR, Model, chance
from kennisstad.citylab.models import Judgement, LearnedModel, LearnedStatus, Verdict
from kennisstad.web.refusals import NotNow
from tests.citylab.looking import matches_for
from tests.making import MONDAY, make_judgement, make_learned_model, make_question, make_user

pytestmark = pytest.mark.django_db
TRUTH = Model({"words": 4.0, "window": 4.0}, bias=-4.0)


def decide(count: int, truth: Model = TRUTH, seed: int = 3) -> None:
    """Let a made-up city take decisions, one an hour."""
    dice, question, before = random.Random(seed), make_question(), Judgement.objects.count()
    made = []
    for number in range(before, before + count):
        features = {"words": dice.random(), "window": dice.choice([0.0, 0.4, 1.0])}
        took = dice.random() < chance(log_odds(features, truth))
        verdict, cause = (Verdict.ACCEPTED, "") if took else (Verdict.DECLINED, "subject")
        one = Judgement(question=question, kind="course", candidate=number, verdict=verdict, cause=cause)
        one.features, one.score, one.at = features, 0.5, MONDAY + timedelta(hours=number)
        made.append(one)
    Judgement.objects.bulk_create(made)


def trained() -> LearnedModel:
    return learning.train(by=None, at=MONDAY)


def in_use() -> int:
    return learning.model_in_use().version


def use(learned: LearnedModel, hours: int = 0) -> None:
    learning.put_in_use(learned, by=None, at=MONDAY + timedelta(hours=hours))


# -- train


def test_a_made_up_city_moves_the_weights_and_foretells_better():
    decide(200)

    learned = learning.train(by=make_user(), at=MONDAY)

    assert (learned.version, learned.status, learned.decisions) == (1, LearnedStatus.CANDIDATE, 160)
    assert learned.weights["words"] < PRIOR.weights["words"]
    assert learned.weights["window"] > PRIOR.weights["window"]
    figures = learned.figures
    assert (figures["n"], figures["against"]) == (40, 0)
    assert figures["new"]["log_loss"] < figures["old"]["log_loss"]
    assert sum(row["n"] for row in figures["reliability"]) == 40
    assert Event.objects.get(kind="model.trained").facts == {"version": 1}
    assert in_use() == 0


def test_learning_begins_anew_from_the_weights_in_the_code_every_time():
    decide(100)
    first = trained()
    use(first)

    second = trained()

    assert (second.version, second.weights, second.bias) == (2, first.weights, first.bias)
    assert second.figures["against"] == 1


def test_too_few_decisions_are_refused_with_their_number():
    decide(29)

    with pytest.raises(NotNow, match="29"):
        trained()

    decide(1)
    assert trained().decisions == 24


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.DECLINED])
def test_decisions_that_all_say_the_same_are_refused(verdict):
    question = make_question()
    for _ in range(40):
        make_judgement(verdict, question=question)

    with pytest.raises(NotNow):
        trained()

    assert LearnedModel.objects.count() == 0


def test_a_kind_that_was_never_taken_up_teaches_nothing():
    question = make_question()
    make_judgement(question=question)
    make_judgement(Verdict.NOT_RELEVANT, question=question)
    for number in range(50):
        make_judgement(Verdict.NOT_RELEVANT, question=question, kind="expert", candidate=number)

    assert [one.took for one in learning.decisions()] == [True, False]


# -- use and go back


def test_the_model_in_use_orders_the_candidates_and_a_new_feature_keeps_the_weight_set_by_hand(
    own_index, django_assert_num_queries
):
    learned = make_learned_model(in_use=True, weights={"words": 6.0}, bias=-4.0, decisions=120)

    with django_assert_num_queries(1):
        model = learning.model_in_use()

    assert (model.version, model.bias, model.is_calibrated) == (learned.version, -4.0, True)
    assert model.weights == {**PRIOR.weights, "words": 6.0}
    assert matches_for(make_question(), today=MONDAY.date(), model=model).courses == []


def test_a_model_that_foretells_less_well_is_refused_always():
    decide(60)
    better = trained()
    use(better)
    worse = make_learned_model(weights={"words": 0.7, "window": 0.2}, bias=9.0)

    with pytest.raises(NotNow):
        use(worse)

    worse.refresh_from_db()
    assert (worse.status, in_use()) == (LearnedStatus.CANDIDATE, better.version)


def test_what_is_held_back_now_decides_not_what_was_then():
    decide(60)
    learned = trained()
    # The city turned round since: what the model learned is wrong by now.
    decide(200, Model({"words": 14.0, "window": -8.0}, bias=-4.0), seed=5)

    with pytest.raises(NotNow):
        use(learned)


def test_going_back_leads_from_each_model_to_the_one_before_and_to_the_code_in_the_end():
    decide(60)
    first, second, third = (trained() for _ in range(3))
    for hours, learned in enumerate([first, second, third, first]):
        use(learned, hours)
    assert in_use() == first.version

    seen = []
    for _ in range(3):
        learning.go_back(LearnedModel.objects.in_use().get(), by=make_user(), at=MONDAY)
        seen.append(in_use())

    assert seen == [third.version, second.version, 0]
    assert set(LearnedModel.objects.values_list("status", "used_at")) == {("candidate", None)}


def test_a_second_press_is_refused_and_changes_nothing():
    decide(60)
    learned = trained()
    stale = LearnedModel.objects.get()
    use(learned)

    with pytest.raises(NotNow):
        use(stale)
    learning.go_back(learned, by=None, at=MONDAY)
    with pytest.raises(NotNow):
        learning.go_back(stale, by=None, at=MONDAY)

    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["model.trained", "model.in-use", "model.gone-back-from"]


def test_database_lets_one_model_be_in_use():
    make_learned_model(in_use=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_learned_model(in_use=True)


# -- commands


def test_commands_train_use_list_and_go_back(capsys):
    decide(100)

    call_command("model_train")
    call_command("model_use", "1")
    call_command("model_list")
    call_command("model_back")

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Model 1 learned from 80 decisions."
    assert said[3] == "Model 1 is in use. One step back: kennisstad model back"
    assert said[4].split() == ["0", "set-by-hand", "the", "weights", "set", "by", "hand"]
    assert said[5].split()[:2] == ["1", "in-use"]
    assert said[6] == "Model 0 is in use."


@pytest.mark.parametrize(
    "command", [["model_train"], ["model_use", "7"], ["model_use", "0"], ["model_back"]], ids=" ".join
)
def test_a_command_that_cannot_be_done_says_why(command):
    with pytest.raises(CommandError) as refused:
        call_command(*command)

    assert str(refused.value).strip()

# SPDX-License-Identifier: EUPL-1.2
"""What is compared, and that what nobody said neither helps nor hurts."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from kennisstad.citylab.matching.features import NEUTRAL, Asked, Candidate, Window, features
from kennisstad.citylab.matching.score import PRIOR, ranked, score

ASKED = Asked(
    {"nl": "eenzame ouderen in de flat"},
    frozenset({"WK1"}),
    frozenset({"zorg"}),
    date(2027, 1, 1),
    level="mbo",
)
BARE = Candidate("course:1", 2.0, share=0.3)


def of(asked=ASKED, **facts):
    return asdict(features(asked, replace(BARE, **facts), best_words_score=4.0))


def test_what_is_unknown_is_neutral():
    unknown = {name: value for name, value in of().items() if name not in ("words", "free")}

    assert set(unknown.values()) == {NEUTRAL}


@pytest.mark.parametrize(
    ("name", "facts", "value"),
    [
        ("words", {}, 0.3),
        ("words", {"share": 0.0, "words_score": 1.0}, 0.25),
        ("title", {"titles": {"nl": "Ouderen en bruggen"}}, 0.5),
        ("title", {"titles": {"en": "Loneliness"}}, NEUTRAL),
        ("theme", {"themes": frozenset({"zorg", "water"})}, 1.0),
        ("theme", {"themes": frozenset({"water"})}, 0.0),
        ("discipline", {"department": {"nl": "Zorg voor ouderen"}}, 1.0),
        ("discipline", {"department": {"nl": "Bruggen"}}, NEUTRAL),
        ("level", {"level": "mbo"}, 1.0),
        ("level", {"level": "master"}, 0.0),
        ("language", {"languages": ("en", "nl")}, 1.0),
        ("language", {"languages": ("en",)}, 0.0),
        ("district", {"districts": frozenset({"WK1"})}, 1.0),
        ("district", {"districts": frozenset({"WK2"})}, 0.0),
        ("hours", {"hours": 100, "teams": 5}, 0.25),
        ("hours", {"hours": 400, "teams": 50}, 1.0),
        ("window", {"window": Window.OPEN}, 1.0),
        ("window", {"window": Window.CLOSED}, 0.0),
        ("in_time", {"ready_on": date(2027, 1, 1)}, 1.0),
        ("in_time", {"ready_on": date(2027, 1, 2)}, 0.0),
        ("seats", {"teams": 4, "taken": 1, "waiting": 1}, 0.5),
        ("seats", {"teams": 1, "taken": 3}, 0.0),
        ("accepted", {"accepted": 9}, 1.0),
        ("accepted", {"declined": 2}, 0.0),
        ("free", {"waiting": 1, "running": 9}, 0.0),
        ("free", {"running": 1}, 0.8),
    ],
)
def test_each_end_means_what_it_says(name, facts, value):
    assert of(**facts)[name] == pytest.approx(value)


def test_the_prior_weighs_every_feature_and_words_decide():
    worst = replace(
        BARE, id="course:2", share=0.9, level="master", window=Window.CLOSED, declined=5, waiting=9
    )
    best = replace(BARE, share=0.5, level="mbo", window=Window.OPEN, accepted=5)

    assert PRIOR.weights.keys() == of().keys()
    assert [one.id for one, _ in ranked(ASKED, [best, worst])] == ["course:2", "course:1"]
    assert 0.49 < score(features(ASKED, BARE, best_words_score=4.0)) < 0.55

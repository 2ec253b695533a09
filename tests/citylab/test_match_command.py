# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad match` tells what the desk tells, and why."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from kennisstad.audit.actions import record
from kennisstad.citylab import indexing
from tests.making import MONDAY, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


@pytest.fixture
def course(now_is):
    now_is(MONDAY)
    course = make_course(name="Ouderen")
    record("test.changed", subject=course, by_id=None, at=MONDAY)
    return course


@pytest.fixture
def now_is(monkeypatch):
    return lambda at: monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def match(*options):
    out, err = StringIO(), StringIO()
    call_command("match", "ouderen in de wijk", "--lang", "nl", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_json_holds_scores_reasons_features_and_the_words_that_met(course):
    told = json.loads(match("--json")[0])

    (row,) = told["courses"]
    assert (row["id"], row["words"]) == (
        course.pk,
        [{"asked": "ouderen", "found": "Ouderen", "how": "same"}],
    )
    assert (row["features"]["window"], row["limits"], told["calibrated"], told["slower"]) == (
        1.0,
        [],
        False,
        False,
    )


def test_why_tells_the_words_and_the_features(course):
    told, _ = match("--why")

    assert "ouderen = Ouderen (same)" in told
    assert "window 1.00" in told


def test_another_level_is_told_under_would_fit_but(course):
    assert "courses: 0\n" in match("--level", "mbo")[0]
    assert "would fit, but: 1\n" in match("--level", "mbo")[0]


def test_without_an_index_it_answers_and_says_how_to_make_one(course, settings, tmp_path):
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()

    out, err = match()

    assert "courses: 1\n" in out
    assert "kennisstad index rebuild" in err

# SPDX-License-Identifier: EUPL-1.2
"""Who could help, and was it asked before: ranked, explained, current, and public words only."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from kennisstad.audit.actions import record
from kennisstad.citylab import actions, indexing
from kennisstad.citylab.alike import asked_before
from kennisstad.citylab.finding import matches_for
from kennisstad.citylab.models import Status
from kennisstad.citylab.wording import in_words
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_project,
    make_question,
    make_result,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
TODAY = MONDAY.date()


def changed(*records):
    """Write a journal line for records that a test made behind the actions' back."""
    for one in records:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def said(match, language="en"):
    with override(language):
        return [in_words(reason) for reason in match.reasons]


def test_the_course_that_shares_telling_words_comes_first_with_its_reasons():
    fits = make_course(name="Eenzaamheid en ouderen", description="Gesprekken met ouderen in de buurt.")
    others = [make_course(name=f"Scheikunde {n}", description="Stoffen in het lab.") for n in range(3)]
    question = make_question(title="Wat helpt tegen eenzaamheid van ouderen in de flat?")
    changed(fits, *others)

    found = matches_for(question, today=TODAY).courses

    assert [match.record for match in found] == [fits]
    assert said(found[0]) == [
        "shares the words Eenzaamheid, ouderen",
        "takes questions until 15 January",
        "university bachelor",
        "12 teams",
    ]


def test_an_open_window_goes_before_a_closed_one_when_words_are_equal():
    closed = make_course(name="Ouderen", description="", questions_until=date(2026, 10, 1))
    open_ = make_course(name="Ouderen", description="")
    changed(closed, open_)

    found = matches_for(make_question(title="Ouderen in de wijk"), today=TODAY).courses

    assert [match.record for match in found] == [open_, closed]
    assert [reason.is_against for reason in found[1].reasons].count(True) == 1


def test_an_answer_that_comes_too_late_is_said():
    changed(make_course(name="Ouderen"))

    found = matches_for(make_question(title="Ouderen", needed_by=date(2027, 3, 1)), today=TODAY).courses

    assert "is ready on 30 June, after the day the answer is needed" in said(found[0])


def test_an_earlier_result_from_the_same_district_says_so():
    area = make_district()
    project = make_project(status="handed-over")
    project.districts.add(area)
    changed(make_result(project, title="Een bankje tegen eenzaamheid") and project)

    found = matches_for(make_question(title="Helpt een bankje?", districts=[area]), today=TODAY).results

    assert said(found[0]) == ["shares the words bankje", "was about the same district"]


def test_like_questions_are_found_and_unlike_ones_are_not():
    like = make_question(title="Waar kunnen kinderen veilig spelen in het park?")
    changed(like, make_question(title="Wie helpt met brieven van de gemeente?"))

    found = asked_before("Is er in het park een plek waar kinderen veilig kunnen spelen?", language="nl")

    assert [(item.record, item.kind) for item in found] == [(like, "question")]


def test_a_change_is_found_at_once():
    question = make_question(title="Oude titel", status=Status.OPEN)
    changed(question)
    asked_before("opwarmen")

    words = {"nl": {"title": "Zonnepanelen op het dak van de school", "body": ""}}
    actions.sharpen(
        question, words=words, themes=[], districts=[], show_words=False, minutes=0, by=make_user(), at=MONDAY
    )

    assert [item.record for item in asked_before("zonnepanelen op een dak", language="nl")] == [question]


@pytest.mark.parametrize("status", [Status.SENT, Status.WITHDRAWN, Status.DECLINED, Status.REFERRED])
def test_what_is_not_public_is_never_found(status):
    question = make_question(status=status, title="Geheime zonnepanelen op het dak")
    question.texts.get_or_create(language="nl", defaults={"title": "Geheime zonnepanelen op het dak"})
    changed(question)

    assert asked_before("geheime zonnepanelen op het dak", language="nl") == []


def test_own_words_and_contact_stay_out_of_the_index_until_a_broker_allows():
    question = make_question(
        words="Mijn buurvrouw Roodkapje is eenzaam", title="Vraag", email="roodkapje@example.org"
    )
    changed(question)

    assert indexing.ready().search({"nl": "roodkapje buurvrouw"}, limit=5) == []
    question.show_words = True
    question.save(update_fields=["show_words"])
    changed(question)
    assert len(indexing.ready().search({"nl": "buurvrouw eenzaam"}, limit=5)) == 1


def test_a_withdrawn_question_leaves_the_index():
    question = make_question(title="Zonnepanelen op het dak")
    changed(question)
    assert asked_before("zonnepanelen op het dak", language="nl") != []

    actions.withdraw(question, at=MONDAY)

    assert asked_before("zonnepanelen op het dak", language="nl") == []


def test_a_missing_index_says_so_and_breaks_nothing(settings, tmp_path):
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()

    assert asked_before("zonnepanelen op het dak") == []
    assert matches_for(make_question(), today=TODAY).unavailable


def test_an_index_of_another_database_is_made_anew(monkeypatch):
    question = make_question(title="Zonnepanelen op het dak")
    changed(question)
    indexing.ready()
    monkeypatch.setattr(indexing, "index", lambda: SimpleNamespace(position=lambda: 10**9))
    monkeypatch.setattr(indexing.index, "cache_clear", lambda: None, raising=False)

    assert indexing.catch_up() == 1


@pytest.mark.parametrize(
    "words", ["", " ", "a", "de het een", "AND (", "*", "title:", "\x00", "😀" * 50, "مرحبا", "x" * 100_000]
)
def test_any_words_can_be_looked_for(words):
    assert asked_before(words) == []


def test_matching_takes_the_same_number_of_queries_however_many_courses(django_assert_max_num_queries):
    changed(*[make_course(name=f"Ouderen {n}") for n in range(12)])
    question = make_question(title="Ouderen")
    indexing.ready()

    with django_assert_max_num_queries(14):
        assert len(matches_for(question, today=TODAY).courses) == 10

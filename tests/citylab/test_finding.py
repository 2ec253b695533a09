# SPDX-License-Identifier: EUPL-1.2
"""Who could help, and was it asked before: ranked, explained, current, and public words only."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from kennisstad.audit.actions import record
from kennisstad.citylab import actions, indexing
from kennisstad.citylab.alike import asked_before
from kennisstad.citylab.finding import features_for, matches
from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.models import Proposal, Status
from kennisstad.citylab.wording import in_words, limit_in_words
from kennisstad.education.models import Course
from tests.citylab.looking import matches_for
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_expert,
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


def test_a_closed_course_would_fit_but_says_what_would_have_to_change():
    closed = make_course(name="Ouderen", description="", questions_until=date(2026, 10, 1))
    open_ = make_course(name="Ouderen", description="")
    changed(closed, open_)

    found = matches_for(make_question(title="Ouderen in de wijk"), today=TODAY)

    assert ([match.record for match in found.courses], barred(found)) == (
        [open_],
        {closed: ["took questions until 1 October: ask its coordinators for a new time"]},
    )


def barred(found):
    with override("en"):
        return {match.record: [limit_in_words(one) for one in match.limits] for match in found.but}


@pytest.mark.parametrize(
    ("fields", "bar"),
    [
        ({"takes_questions": False}, "takes no questions now: ask its coordinators"),
        ({"withdrawn_at": MONDAY}, "is withdrawn: its institution would have to give it again"),
    ],
)
def test_a_course_that_cannot_be_asked_is_found_and_leaves_the_list_at_once(fields, bar):
    course = make_course(name="Ouderen")
    changed(course)
    question = make_question(title="Ouderen in de wijk")
    assert [match.record for match in matches_for(question, today=TODAY).courses] == [course]

    Course.objects.filter(pk=course.pk).update(**fields)
    changed(course)

    found = matches_for(question, today=TODAY)
    assert (found.courses, barred(found)) == ([], {course: [bar]})


def test_a_full_course_says_how_many_and_when_a_team_may_be_free():
    course = make_course(name="Ouderen")
    course.offerings.update(teams=1)
    make_project(course.partner, course=course, starts_on=date(2027, 2, 1))
    changed(course)

    found = matches_for(make_question(title="Ouderen in de wijk"), today=TODAY)

    assert barred(found) == {
        course: [
            "is full: 1 of 1 teams have a project; this period ends on 30 June, "
            "or its coordinators make room for more teams"
        ]
    }
    assert "already has 1 of 1" in said(found.but[0])


def test_another_level_than_was_looked_for_is_a_limit():
    course = make_course(name="Ouderen", level="master")
    changed(course)

    found = matches(Asked(texts={"nl": "ouderen in de wijk"}, level="mbo"), today=TODAY)

    assert (found.courses, barred(found)) == ([], {course: ["is of another level: master"]})


def test_what_a_course_did_with_like_questions_is_said_and_counts():
    before = make_question(title="Wat helpt ouderen in de flat?", status=Status.OPEN)
    other = make_question(title="Waarom is het water groen?", status=Status.OPEN)
    other.texts.filter(language="en").delete()
    took, not_yet = make_course(name="Ouderen"), make_course(name="Ouderen")
    for one in (before, other):
        Proposal.objects.create(
            question=one, course=took, status="accepted", made_at=MONDAY, answered_at=MONDAY
        )
    changed(before, other, took, not_yet)

    found = matches_for(make_question(title="Wat helpt ouderen in de wijk?"), today=TODAY).courses

    assert {match.record: match.features["accepted"] for match in found} == {took: 0.75, not_yet: 0.5}
    assert "accepted 1 like question" in said(next(match for match in found if match.record == took))


def test_of_equals_the_one_that_was_not_asked_of_late_goes_first():
    asked_often, rested = make_course(name="Ouderen"), make_course(name="Ouderen")
    Proposal.objects.create(
        question=make_question(), course=asked_often, status="taken-back", made_at=MONDAY, answered_at=MONDAY
    )
    changed(asked_often, rested)

    found = matches_for(make_question(title="Ouderen in de wijk"), today=TODAY).courses

    assert [match.record for match in found] == [rested, asked_often]


def test_a_window_that_closes_soon_says_in_how_many_days():
    changed(make_course(name="Ouderen", questions_until=date(2026, 12, 2)))

    found = matches_for(make_question(title="Ouderen in de wijk"), today=TODAY).courses

    assert "takes questions for 9 more days" in said(found[0])


def test_a_group_is_found_by_its_nearest_works_and_not_by_how_many_it_has():
    near = make_expert(works="2024 Ouderen en eenzaamheid\n2020 Bruggen")
    many = make_expert(works="\n".join(f"{year} Ouderen en bruggen" for year in range(2000, 2025)))
    changed(near, many)

    found = matches_for(make_question(title="Eenzaamheid"), today=TODAY).experts

    assert [match.record for match in found] == [near]
    assert "worked on this before: 2024 Ouderen en eenzaamheid" in said(found[0])


def test_the_words_that_met_are_marked_in_both_texts():
    changed(make_course(name="Over ouderen", description="Zij praten. Een oudere <b> woont alleen."))

    match = matches_for(make_question(title="Wat wil een oudere?"), today=TODAY).courses[0]

    marks = {
        side: [piece for passage in some for piece, marked in passage.pieces if marked]
        for side, some in {"asked": match.asked_passages, "found": match.passages}.items()
    }
    assert marks == {"asked": ["oudere"], "found": ["ouderen", "oudere"]}


def test_the_features_of_a_decision_are_those_of_the_list():
    course = make_course(name="Ouderen", takes_questions=False)
    changed(course)
    question = make_question(title="Ouderen in de wijk")
    shown = matches_for(question, today=TODAY).but[0]

    assert features_for(question, "course", course.pk, today=TODAY) == (shown.features, shown.score)
    assert features_for(question, "course", course.pk + 1, today=TODAY) is None


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


def test_without_an_index_the_database_answers_and_says_so(settings, tmp_path):
    fits, other = make_course(name="Eenzaamheid"), make_course(name="Scheikunde")
    like = make_question(title="Helpen zonnepanelen op het dak van de flat?")
    changed(fits, other, like)
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()

    found = matches_for(make_question(title="Wat helpt tegen eenzaamheid?"), today=TODAY)

    assert ([match.record for match in found.courses], found.slower) == ([fits], True)
    assert [item.record for item in asked_before("zonnepanelen op een dak", language="nl")] == [like]


def test_an_index_of_another_database_is_made_anew(monkeypatch):
    question = make_question(title="Zonnepanelen op het dak")
    changed(question)
    indexing.ready()
    monkeypatch.setattr(indexing.follower, "index", lambda: SimpleNamespace(position=lambda: 10**9))
    monkeypatch.setattr(indexing.follower.index, "cache_clear", lambda: None, raising=False)

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

# SPDX-License-Identifier: EUPL-1.2
"""The other way round: what fits a course, and what students could work on."""

from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.agreement.models import Agreement, Theme
from kennisstad.citylab import indexing
from kennisstad.citylab.fitting import questions_for_course, questions_for_words
from kennisstad.citylab.models import Proposal, Question, Status
from tests.making import MONDAY, make_course, make_district, make_partner, make_question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
TODAY = MONDAY.date()
UNSEEN = (Status.DECLINED, Status.WITHDRAWN, Status.REFERRED)
LONELY = "Wat helpt tegen eenzaamheid van ouderen in de flat?"


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def make_courses():
    """One course about lonely older people, and many that share a common word with every question."""
    fits = make_course(name="Eenzaamheid en ouderen", description="Wat helpt tegen alleen zijn in de flat.")
    for number in range(25):
        make_course(name=f"Scheikunde {number}", description="Wat helpt bij proeven.", name_en="Lab")
    return fits


def test_a_course_sees_the_questions_it_is_among_the_best_for_with_reasons():
    course, area = make_courses(), make_district()
    lonely = make_question(title=LONELY, districts=[area], needed_by=date(2027, 3, 1))
    make_question(title="Wat helpt tegen kalk in het laboratorium, scheikunde of proeven?")
    indexing.rebuild()

    (fit,) = questions_for_course(course, today=TODAY)

    assert fit.question == lonely
    assert 0.5 < fit.score <= 1
    assert fit.reasons[-1] == "this course is one of the three best for it"
    assert fit.reasons[0].startswith("shares the words eenzaamheid, ouderen, flat")
    assert fit.against == ["is ready on 30 June, after the day the answer is needed"]


@pytest.mark.parametrize("status", [Status.SENT, Status.PROPOSED, *UNSEEN])
def test_only_questions_that_look_for_a_course_are_shown(status):
    course = make_courses()
    question = make_question(title=LONELY)
    indexing.rebuild()
    assert [fit.question for fit in questions_for_course(course, today=TODAY)] == [question]
    assert [fit.question for fit in questions_for_words("eenzaamheid", today=TODAY)] == [question]

    # Behind the index's back, as between a change and the moment it is taken in.
    Question.objects.update(status=status, ended_at=MONDAY if status in UNSEEN else None)

    assert questions_for_course(course, today=TODAY) == []
    assert questions_for_words("eenzaamheid", today=TODAY) == []


def test_what_the_course_declined_before_is_said():
    course, question = make_courses(), make_question(title=LONELY)
    Proposal.objects.create(
        question=question, course=course, status="declined", reason="Vol", made_at=MONDAY, answered_at=MONDAY
    )
    indexing.rebuild()

    (fit,) = questions_for_course(course, today=TODAY)

    assert fit.against == ["this course declined it before"]


def test_students_see_questions_with_the_courses_that_can_work_on_them():
    make_courses()
    hbo = make_course(
        make_partner(name="Hogeschool"), name="Samen ouder", description="Ouderen en eenzaamheid.",
        name_en="Growing old", level="hbo-bachelor",
    )  # fmt: skip
    make_course(name="Ouderen en eenzaamheid in de flat", questions_until=date(2026, 10, 1), level="mbo")
    question = make_question(title=LONELY)
    make_question(title="Wie haalt het vuilnis op?")
    indexing.rebuild()

    (fit,) = questions_for_words("eenzame ouderen", today=TODAY, level="hbo-bachelor")
    (mbo,) = questions_for_words("eenzame ouderen", today=TODAY, level="mbo")

    assert (fit.question, mbo.question) == (question, question)
    (course,) = fit.courses
    assert (course.name, course.partner) == (hbo.text_in("en").name, "Hogeschool")
    assert course.reasons[0] == "takes questions until 15 January"
    assert (list(mbo.courses), mbo.against) == ([], ["no course with the same words takes questions now"])


def test_theme_and_district_narrow_and_the_whole_city_is_everywhere():
    here, there = make_district("Merenwijk"), make_district("Stevenshof")
    theme = Theme.objects.create(
        agreement=Agreement.objects.create(key="now", starts_on=MONDAY, ends_on=date(2030, 1, 1)),
        key="lab", mark="canal", place=1,
    )  # fmt: skip
    near, _far = make_question(title=LONELY, districts=[here]), make_question(title=LONELY, districts=[there])
    city = make_question(title=LONELY)
    city.themes.add(theme)
    indexing.rebuild()

    def found(**chosen):
        return {fit.question: fit.reasons[-1] for fit in questions_for_words(today=TODAY, **chosen)}

    assert found(words="ouderen", district=here.slug) == {
        near: "is about the district you chose",
        city: "is about the whole city",
    }
    assert list(found(words="ouderen", theme="lab")) == [city]
    assert [fit.question for fit in questions_for_words("", today=TODAY, theme="lab")] == [city]
    assert questions_for_words("", today=TODAY, theme="nothing") == []


@pytest.mark.parametrize("few_or_many", [1, 12])
def test_reads_do_not_grow(few_or_many, django_assert_num_queries):
    course = make_courses()
    for _ in range(few_or_many):
        make_question(title=LONELY, districts=[make_district()])
    indexing.rebuild()
    indexing.ready()

    with django_assert_num_queries(16):
        assert len(questions_for_course(course, today=TODAY)) == min(few_or_many, 10)
    with django_assert_num_queries(15):
        assert len(questions_for_words("ouderen", today=TODAY)) == min(few_or_many, 10)

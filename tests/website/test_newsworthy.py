# SPDX-License-Identifier: EUPL-1.2
"""What the newsletter can tell: all that happened in the days it is about, and what comes after them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kennisstad.citylab.models import Status
from kennisstad.neighbourhoods.models import Area, Kind
from kennisstad.newsletter.found import Words
from kennisstad.newsletter.sources import gathered
from kennisstad.projects.models import GivingBack
from kennisstad.projects.models.result import Form
from kennisstad.website import inviting, newsworthy
from kennisstad.website.models import EventPage, NewsPage
from tests.making import make_district, make_legs, make_project, make_question, make_result
from tests.schools.making import make_moment, make_offer
from tests.website.making import make_agreement, make_theme
from tests.website.test_written import write
from tests.welcome.making import make_ambassador
from tests.years.making import make_day, make_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
SINCE, UNTIL = date(2026, 11, 16), date(2026, 11, 29)
ONE_DAY = timedelta(days=1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "told"), [(SINCE - ONE_DAY, 0), (SINCE, 1), (UNTIL, 1), (UNTIL + ONE_DAY, 0)]
)
def test_both_days_count_and_no_other(day, told):
    make_question(answered_at=at(day))
    make_project(starts_on=day)
    GivingBack.objects.create(project=make_result().project, on=day, form=Form.POSTER)
    write(NewsPage, on=day)

    found = [
        source(SINCE, UNTIL)
        for source in (newsworthy.asked, newsworthy.begun, newsworthy.given_back, newsworthy.written)
    ]

    # The project of the result began on another day.
    assert [len(one) for one in found] == [told] * 4


def test_a_question_is_told_in_both_languages_with_the_district_it_lies_in_and_its_theme():
    district = make_district(code="WK0546001")
    street = Area.objects.create(
        kind=Kind.NEIGHBOURHOOD, code="BU05460101", name="De Hoek", slug="de-hoek", parent=district
    )
    question = make_question(
        answered_at=at(UNTIL), districts=[street], title="Stil?", body="Zo stil. Heel stil."
    )
    question.themes.add(make_theme(make_agreement("2023"), "health"))

    (found,) = newsworthy.asked(SINCE, UNTIL)

    assert (found.source, found.section) == (f"question:{question.pk}", "asked")
    assert (found.districts, found.themes) == (("WK0546001",), ("health",))
    assert found.texts == {
        "nl": Words("Stil?", "Zo stil. Heel stil.", f"/vragen/{question.pk}/"),
        "en": Words(
            f"About question {question.pk}",
            "This question still looks for students.",
            f"/en/questions/{question.pk}/",
        ),
    }


def test_what_no_broker_opened_and_the_parts_of_a_question_are_not_told():
    make_question(status=Status.SENT, answered_at=at(UNTIL))
    make_legs(answered_at=at(UNTIL - timedelta(days=60)))

    assert newsworthy.asked(SINCE, UNTIL) == []


def test_in_a_busy_fortnight_all_of_it_is_told():
    for number in range(21):
        make_question(answered_at=at(UNTIL))
        make_project(starts_on=UNTIL)
        write(NewsPage, slug=f"news-{number}", on=UNTIL)
        GivingBack.objects.create(project=make_result().project, on=UNTIL, form=Form.POSTER)

    found = [
        source(SINCE, UNTIL)
        for source in (newsworthy.asked, newsworthy.begun, newsworthy.given_back, newsworthy.written)
    ]

    assert [len(one) for one in found] == [21] * 4


def test_a_result_that_went_back_twice_is_told_once():
    project = make_result().project
    for day in (SINCE, UNTIL):
        GivingBack.objects.create(project=project, on=day, form=Form.POSTER)

    (found,) = newsworthy.given_back(SINCE, UNTIL)

    assert found.source == f"result:{project.result.pk}"


def test_news_and_its_translation_are_one():
    english = write(NewsPage, on=UNTIL)
    dutch = write(NewsPage, "nl", on=UNTIL, translation_key=english.translation_key)

    (found,) = newsworthy.written(SINCE, UNTIL)

    assert {language: words.address for language, words in found.texts.items()} == {
        "nl": dutch.url, "en": english.url,
    }  # fmt: skip


def test_an_event_and_its_translation_are_one_and_say_when_and_where():
    begins = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
    english = write(EventPage, begins_at=begins)
    write(EventPage, "nl", begins_at=begins, place="Bibliotheek", translation_key=english.translation_key)
    write(EventPage, slug="late", begins_at=begins + timedelta(days=11))

    (found,) = inviting.planned(SINCE, UNTIL)

    assert (found.source, found.section) == (f"eventpage:{english.translation_key}", "agenda")
    assert (found.texts["en"].words, found.texts["nl"].words) == (
        "On Thursday 3 December at 19:30, Library.",
        "Op donderdag 3 december om 19:30, Bibliotheek.",
    )


def test_places_to_take_part_are_those_that_there_are():
    assert inviting.take_part(SINCE, UNTIL) == []
    make_question(status=Status.OPEN)
    make_day(make_year("water"), date(2026, 12, 24))
    make_day(make_year("old"), UNTIL)
    make_moment(make_offer(), at=at(UNTIL))
    make_ambassador()

    found = inviting.take_part(SINCE, UNTIL)

    assert [(one.texts["en"].words, one.texts["en"].address) for one in found] == [
        (
            "One question of residents looks for students. "
            "Choose one for a course, a thesis or an internship.",
            "/en/questions/to-work-on/",
        ),
        ("One day is still free, on Thursday 24 December.", "/en/themed-years/water/"),
        ("One lesson or visit is ready for classes. Teachers book without an account.", "/en/schools/"),
        (
            "One ambassador answers letters of people who are new here. "
            "Write to one, or become one yourself.",
            "/en/welcome/ambassadors/",
        ),
    ]
    assert {one.section for one in found} == {"take-part"}


@pytest.mark.parametrize("count", [1, 10])
def test_all_sources_together_take_as_many_queries_however_much_happened(count, django_assert_num_queries):
    for number in range(count):
        make_question(answered_at=at(UNTIL), districts=[make_district()])
        GivingBack.objects.create(project=make_result().project, on=UNTIL, form=Form.POSTER)
        write(NewsPage, slug=f"news-{number}", on=UNTIL)
        write(EventPage, slug=f"event-{number}", begins_at=at(UNTIL + timedelta(days=3)))

    gathered(SINCE, UNTIL)
    with django_assert_num_queries(26):
        gathered(SINCE, UNTIL)

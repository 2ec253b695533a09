# SPDX-License-Identifier: EUPL-1.2
"""The page with the last dates on which questions can come in."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.education.models import Course, Offering
from tests.making import make_course, make_partner, make_project
from tests.website.making import main, read

pytestmark = pytest.mark.django_db
PAGE, IN_ENGLISH = "/vragen/uiterste-data/", "/en/questions/last-dates/"
QUERIES = 12
NOON = datetime(2027, 1, 20, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def _it_is_january(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def make_offering(course: Course, until: date | None, **fields: Any) -> Offering:
    """Give a course once more, in September 2027 unless said otherwise."""
    values = {"starts_on": date(2027, 9, 1), "ends_on": date(2028, 1, 28)} | fields
    return Offering.objects.create(course=course, external_id=str(uuid4()), questions_until=until, **values)


def make_taker(partner: Any, name: str, until: date | None, **fields: Any) -> Course:
    course = make_course(partner, name=name, name_en=f"{name} (en)")
    make_offering(course, until, **fields)
    return course


def published(page: Any) -> list[Any]:
    """Give what stands on the page before anything is folded out."""
    folded = [id(entry) for one in page.all("details") for entry in one.all("article")]
    return [entry for entry in page.all("article") if id(entry) not in folded]


def said(entry: Any) -> tuple[str, str, list[str]]:
    return entry.one("h3").text, entry.texts("p")[0], entry.texts("dt")


def test_each_institution_says_its_last_days_block_by_block_the_soonest_first(client):
    later, sooner = make_partner("later", name="Aardehuis"), make_partner("sooner", name="Zeehuis")
    make_taker(later, "Een", date(2027, 4, 15))
    make_taker(later, "Twee", date(2027, 4, 15))
    make_taker(sooner, "Drie", date(2027, 6, 1))
    make_taker(sooner, "Vier", date(2027, 2, 3), starts_on=date(2027, 4, 5), ends_on=date(2027, 6, 30))
    make_taker(sooner, "Vijf", date(2027, 5, 1), starts_on=date(2027, 9, 6))

    page = main(client.get(IN_ENGLISH))

    assert page.texts("h2") == ["Zeehuis", "Aardehuis"]
    found = [[said(entry) for entry in published(section)] for section in page.all("section")]
    april, june, may = "Thursday 15 April", "Tuesday 1 June", "Saturday 1 May"
    assert found == [
        [
            (
                "Students begin in April 2027",
                "Your question can come in until Wednesday 3 February (in 2 weeks).",
                ["Wednesday 3 February"],
            ),
            (
                "Students begin in September 2027",
                f"The first course takes questions until {may}, the last until {june} (in 4 months).",
                [may, june],
            ),
        ],
        [
            (
                "Students begin in September 2027",
                f"Your question can come in until {april} (in 2 months).",
                [april],
            )
        ],
    ]
    assert published(page)[-1].texts("dd") == ["Een (en)Twee (en)"]


def test_the_page_says_what_the_calendars_hold_and_leads_to_each(client):
    ours, other = make_partner("ours", name="Ons"), make_partner("other", name="Ander")
    make_taker(ours, "Een", date(2027, 4, 15))
    make_taker(ours, "Twee", date(2027, 5, 1))
    make_taker(other, "Drie", date(2027, 1, 20))

    page = main(client.get(IN_ENGLISH))

    links = [link.attributes["href"] for link in page.all("a")]
    for section, key in zip(page.all("section"), ("other", "ours"), strict=True):
        address = f"{calendar_address()}?institution={key}"
        assert address in links
        days = [time.attributes["datetime"] for time in section.all("time")]
        assert sorted(days) == days_of(client.get(address))
    assert calendar_address() in links


def calendar_address() -> str:
    with override("en"):
        return reverse("citylab:deadlines")


def days_of(answer: Any) -> list[str]:
    calendar = icalendar.Calendar.from_ical(answer.content)
    return sorted(event.start.isoformat() for event in calendar.events)


def test_what_is_over_or_unsaid_is_left_out_and_what_is_foretold_says_so(client):
    partner = make_partner()
    course = make_taker(partner, "Een", date(2027, 1, 19))
    make_offering(course, None)

    page = main(client.get(IN_ENGLISH))

    (entry,) = page.all("article")
    assert entry.one("h3").text == "Students begin in August 2028"
    assert (published(page), page.texts("summary")[0]) == (
        [],
        f"Later: expected, and not published yet: {partner.name}",
    )
    assert "open" in page.all("details")[0].attributes


def test_a_course_without_a_free_team_says_so(client):
    course = make_taker(make_partner(), "Een", date(2027, 4, 15), teams=1)
    make_project(course=course, starts_on=date(2027, 9, 1))

    page = main(client.get(PAGE))

    (entry, *_expected) = page.all("article")
    assert entry.texts("dd") == ["Een (alle teams hebben een vraag)"]


@pytest.mark.parametrize(
    ("address", "says"),
    [(PAGE, "Nu zegt geen vak tot wanneer"), (IN_ENGLISH, "No course says now until when")],
)
def test_without_any_last_day_the_page_says_what_to_do(client, address, says):
    page = main(client.get(address))

    assert says in page.text
    assert page.all("section") == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_takes_few_queries_however_much_there_is(client, count, django_assert_max_num_queries):
    for number in range(count):
        course = make_taker(make_partner(f"partner-of-{number}"), f"Vak {number}", date(2027, 4, 15))
        make_offering(course, date(2027, 5, 1))

    with django_assert_max_num_queries(QUERIES):
        page = read(client.get(PAGE))

    assert len(page.one("main").all("section")) == count


@pytest.mark.parametrize(("ask", "page"), [("/vragen/stellen/", PAGE), ("/en/questions/ask/", IN_ENGLISH)])
def test_who_asks_finds_the_page(client, ask, page):
    links = [link.attributes["href"] for link in main(client.get(ask)).one("form", cls="form").all("a")]

    assert page in links

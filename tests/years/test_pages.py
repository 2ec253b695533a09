# SPDX-License-Identifier: EUPL-1.2
"""A themed year as everybody sees it, and asking for a day, without an account."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from icalendar import Calendar

from kennisstad.mail.models import Letter
from kennisstad.years import actions
from kennisstad.years.following import code_of
from kennisstad.years.models import Adoption, Day
from tests.making import MONDAY, make_district
from tests.years.making import ask_for, make_adoption, make_day, make_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]
GIVEN = {"owner": "Buurthuis De Hoek", "plan": "Wij koken samen.", "consent": "on"}


def ahead(days=10):
    return timezone.localdate() + timedelta(days=days)


def adopt(client, day, language="nl", **given):
    words = ("/themajaar/", "adopteren") if language == "nl" else ("/en/themed-years/", "adopt")
    address = f"{words[0]}{day.year.slug}/{day.on}/{words[1]}/"
    return client.post(address, {"key": str(uuid4())} | GIVEN | given)


def test_a_year_shows_its_days_by_month_and_what_is_still_free(client):
    year = make_year()
    make_day(year, ahead(10), subject="Water")
    make_day(year, ahead(11), subject="Licht", status="adopted", owner="De Molen")

    page = client.get(f"/themajaar/{year.slug}/")

    assert page.context["sentences"] == ["Eén dag is geadopteerd.", "Eén dag is nog vrij."]
    assert [day.text.subject for month in page.context["months"] for day in month.days] == ["Water", "Licht"]
    assert "De Molen" in page.content.decode()


def test_a_past_year_is_an_archive(client):
    year = make_year(starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31))
    make_day(year, date(2022, 3, 4), area=make_district())

    page = client.get(f"/en/themed-years/{year.slug}/")

    assert page.context["sentences"] == ["It lasted 365 days.", "One of them is described here."]
    assert "You are looking at the archive" in page.content.decode()
    assert "free" not in page.content.decode().partition("<ol")[2].partition("</ol")[0]


def test_days_are_narrowed_down_by_district_week_and_state(client):
    year, here, there = make_year(), make_district("Hier"), make_district("Daar")
    one = make_day(year, date(2090, 4, 10), area=here)
    two = make_day(year, date(2090, 4, 18), area=there, status="adopted", owner="De Molen")

    def shown(query):
        months = client.get(f"/themajaar/{year.slug}/?{query}").context["months"]
        return [day for month in months for day in month.days]

    assert shown(f"district={here.slug}") == [one]
    assert shown("week=2090-04-17") == [two]
    assert (shown("state=free"), shown("state=adopted")) == ([one], [two])
    assert shown("state=martian&week=%00&district=nowhere") == []
    assert shown("state=martian&week=yesterday") == [one, two]
    # Beyond the last day that a calendar knows, and before the first that a year can have.
    assert shown("week=9999-12-31") == shown("week=0001-01-01") == [one, two]


def test_asking_for_a_free_day_leads_to_a_page_of_ones_own(client):
    day = make_day(on=ahead())

    answer = adopt(client, day, email="hoek@example.org")

    adoption = Adoption.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/mijn-dag/{code_of(adoption)}/")
    assert (adoption.owner, adoption.plan, adoption.status) == (
        "Buurthuis De Hoek",
        "Wij koken samen.",
        "waiting",
    )
    assert Day.objects.get().status == "asked"
    page = client.get(answer.url)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert code_of(adoption) in Letter.objects.get(to="hoek@example.org").body
    assert not client.cookies


def test_the_second_of_two_hears_it_politely_with_the_nearest_free_days_and_loses_nothing(client):
    year = make_year()
    day = make_day(year, ahead(10))
    near, far = make_day(year, ahead(12), subject="Dichtbij"), make_day(year, ahead(40), subject="Ver")
    taken = make_day(year, ahead(11), status="adopted", owner="De Molen")
    ask_for(day, at=timezone.now())

    answer = adopt(client, day, plan="Wij gaan zingen & dansen.")

    assert answer.status_code == 409
    assert answer.context["nearest"] == [near, far]
    assert taken not in answer.context["nearest"]
    shown = answer.content.decode()
    assert "Iemand anders vroeg deze dag net voor u." in shown
    assert "Wij gaan zingen &amp; dansen." in shown
    assert Adoption.objects.count() == 1


def test_the_words_of_who_came_second_go_along_to_another_day(client):
    year = make_year()
    day, other = make_day(year, ahead(10)), make_day(year, ahead(12))
    ask_for(day, at=timezone.now())
    key = str(uuid4())

    adopt(client, day, key=key)
    answer = adopt(client, other, key=key)

    assert answer.status_code == 302
    assert Adoption.objects.get(day=other).plan == GIVEN["plan"]


def test_the_same_form_pressed_twice_asks_once(client):
    day, key = make_day(on=ahead()), str(uuid4())

    answers = [adopt(client, day, key=key) for _ in range(2)]

    assert len({answer.url for answer in answers}) == 1
    assert Adoption.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"owner": " "}, "owner"),
        ({"plan": ""}, "plan"),
        ({"plan": "x" * 10_000}, "plan"),
        ({"owner": "\x00"}, "owner"),
        ({"email": "no address"}, "email"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(client, given, wrong):
    answer = adopt(client, make_day(on=ahead()), **given)

    assert (answer.status_code, [*answer.context["form"].errors]) == (400, [wrong])
    assert Adoption.objects.count() == 0
    if wrong != "plan":
        assert GIVEN["plan"] in answer.content.decode()


def test_a_machine_that_fills_in_everything_asks_for_nothing(client):
    answer = adopt(client, make_day(on=ahead()), website="https://spam.example")

    assert (answer.status_code, Adoption.objects.count()) == (302, 0)


@pytest.mark.parametrize("day", ["2022-01-01", "nergens", "2090-02-30", "20900415"])
def test_a_day_that_is_not_there_is_not_found(client, day):
    year = make_day(on=date(2090, 4, 15)).year

    assert client.get(f"/themajaar/{year.slug}/{day}/").status_code == 404
    assert client.get("/themajaar/nergens/2090-04-15/").status_code == 404
    assert client.get(f"/mijn-dag/day-{'0' * 40}/").status_code == 404


def test_a_day_that_has_passed_cannot_be_adopted(client):
    day = make_day(on=timezone.localdate())

    assert adopt(client, day).status_code == 409
    assert Adoption.objects.count() == 0


def test_the_owner_withdraws_by_the_own_link_and_the_day_is_free_again(client):
    adoption = make_adoption()
    actions.agree(adoption, by=None, at=MONDAY)
    address = f"/en/my-day/{code_of(adoption)}/withdraw/"

    assert client.get(address).status_code == 200
    assert Adoption.objects.get().status == "agreed"
    client.post(address)

    adoption.refresh_from_db()
    assert (adoption.status, adoption.email) == ("withdrawn", "")
    assert Day.objects.values_list("status", "owner").get() == ("free", "")
    assert client.post(address).status_code == 409


def test_the_address_to_write_to_and_the_plan_of_who_waits_are_not_public(client):
    day = make_adoption().day

    pages = [
        client.get(f"/themajaar/{day.year.slug}/{end}") for end in ("", f"{day.on}/", f"{day.on}/adopteren/")
    ]

    for page in pages:
        assert "hoek@example.org" not in page.content.decode()
        assert "Wij koken samen." not in page.content.decode()


def test_the_year_and_a_day_go_into_a_diary(client):
    year = make_year()
    make_day(year, date(2090, 4, 15), area=make_district(), status="adopted", owner="De Molen")
    make_day(year, date(2090, 4, 16))

    whole, one = (client.get(f"/themajaar/{year.slug}/{end}") for end in ("dagen.ics", "2090-04-15/dag.ics"))

    assert len(Calendar.from_ical(whole.content).events) == 2
    (event,) = Calendar.from_ical(one.content).events
    assert (event["summary"], event["location"]) == ("Water (De Molen)", "Merenwijkdistrict")
    assert event["dtstart"].dt == date(2090, 4, 15)


@pytest.mark.parametrize("count", [1, 40])
def test_pages_take_the_same_number_of_queries_however_many_days(
    client, count, django_assert_max_num_queries
):
    year = make_year()
    for number in range(count):
        make_day(year, ahead(number + 1), area=make_district(f"D{number}"))
    for address in (f"/themajaar/{year.slug}/", f"/themajaar/{year.slug}/{ahead(1)}/", "/themajaar/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200

# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.neighbourhoods import meant, queries
from kennisstad.neighbourhoods.context import city as city_context
from kennisstad.neighbourhoods.meant import NotAPostcode, OutsideTheCity, UnknownName
from kennisstad.neighbourhoods.models import City, Outline, PostcodeArea
from tests.making import make_user
from tests.neighbourhoods.making import make_city, make_district, make_neighbourhood, square

pytestmark = pytest.mark.django_db


def place(pc4, *areas):
    for area, share in areas:
        PostcodeArea.objects.create(pc4=pc4, area=area, share=share, source="example")


def test_every_broker_with_an_address_is_written_to_or_else_the_desk():
    make_user(Role.BROKER, email="")
    make_user(Role.BROKER, is_active=False)
    make_user(Role.PROGRAMME_MANAGER)
    assert queries.brokers_or_desk() == []
    make_city(email="desk@example.org")
    assert queries.brokers_or_desk() == [("desk@example.org", "nl")]

    brokers = [make_user(Role.BROKER, language="en"), make_user(Role.BROKER)]

    assert queries.brokers_or_desk() == [(one.email, one.language) for one in brokers]


@pytest.mark.parametrize("text", ["2317", "2317 AB", "2317ab", "  2317 "])
def test_a_postcode_gives_its_district(text):
    make_city()
    merenwijk, _ = make_district(8), make_district(7)
    place(2317, (merenwijk, None))

    assert meant.area_of_postcode(text) == [merenwijk]


@pytest.mark.parametrize("typed", ["Merenwijkdistrict", "MERENWIJKDISTRICT", "merenwijk", "mere"])
def test_a_district_goes_by_its_name_and_by_a_beginning_of_its_own(typed):
    merenwijk, _ = make_district(8, name="Merenwijkdistrict"), make_district(7, name="Boerhaavedistrict")

    assert meant.areas_meant(typed) == [merenwijk]


@pytest.mark.parametrize(
    "typed", ["Slaaghwijk", "slaagh", "De Kooi", "kooi", "the kooi", "Leiden Noord", "leiden-noord", "Leiden"]
)
def test_a_district_goes_by_its_neighbourhoods_and_however_people_write_them(typed):
    north, other = make_district(8, name="Leiden-Noord"), make_district(7, name="Boerhaavedistrict")
    for name in ("Slaaghwijk", "De Kooi"):
        make_neighbourhood(north, name=name)
    make_neighbourhood(other, name="Houtkwartier")

    assert meant.areas_meant(typed) == [north]


def test_the_district_itself_comes_before_a_neighbourhood_of_its_name():
    merenwijk, other = make_district(8, name="Merenwijkdistrict"), make_district(7, name="Boerhaavedistrict")
    make_neighbourhood(other, name="Merenwijk")

    assert meant.areas_meant("Merenwijk") == [merenwijk]


def test_a_name_that_is_none_is_not_called_a_postcode():
    with override("en"), pytest.raises(UnknownName) as refused:
        meant.areas_meant("Atlantis")

    assert str(refused.value) == (
        "We know no district or neighbourhood called “Atlantis”. Write your postcode."
    )


@pytest.mark.parametrize("typed", ["mer", "Binnenstad", "Binnenstad-Oost", "%", ""])
def test_what_begins_no_name_or_several_is_no_place(typed):
    make_district(8, name="Merenwijkdistrict")
    make_district(0, name="Binnenstad-Zuid")
    make_district(1, name="Binnenstad-Noord")

    with pytest.raises(NotAPostcode):
        meant.areas_meant(typed)


def test_a_postcode_in_several_districts_gives_all_the_largest_part_first():
    make_city()
    north, east, south, west = (make_district(n) for n in range(4))
    place(2315, (north, None), (east, 0.2), (south, 0.7), (west, 0.1))

    assert meant.area_of_postcode("2315 AB") == [south, east, west, north]


def test_a_postcode_gives_districts_alone():
    district = make_district()
    place(2317, (make_neighbourhood(district), 1.0), (district, 1.0))

    assert meant.area_of_postcode("2317") == [district]


def test_a_postcode_of_the_city_that_nobody_placed_gives_no_district():
    make_city()

    assert meant.area_of_postcode("2334") == []


def test_a_postcode_outside_the_city_is_refused_in_the_visitors_language():
    make_city()

    with override("en"), pytest.raises(OutsideTheCity) as refused:
        meant.area_of_postcode("1011 AB")

    assert str(refused.value) == "Postcode 1011 is not in Leiden."
    assert (refused.value.pc4, refused.value.city_name) == (1011, "Leiden")


def test_what_the_table_places_is_believed_above_the_range():
    make_city()
    district = make_district()
    place(2340, (district, 0.01))

    assert meant.area_of_postcode("2340") == [district]


def test_without_a_city_no_postcode_is_outside_it():
    assert meant.area_of_postcode("1011") == []


@pytest.mark.parametrize("text", ["", "Leiden", "231", "2317 ABC", "9" * 100_000, "2317\x00", "<b>2317</b>"])
def test_what_is_no_postcode_is_refused(text):
    with override("en"), pytest.raises(NotAPostcode) as refused:
        meant.area_of_postcode(text)

    assert str(refused.value) == (
        "This is not a postcode. Write four digits, and the two letters if you like: 1234 AB."
    )


@pytest.mark.parametrize("count", [1, 10])
def test_districts_with_their_newest_outline_take_two_queries_however_many(count, django_assert_num_queries):
    made = [make_district(n, f"District {9 - n}") for n in range(count)]
    for area in made:
        Outline.objects.create(area=area, year=2022, name="x", geometry=square(), attribution="x")
    make_district(20, year=None)
    make_neighbourhood(made[0])

    with django_assert_num_queries(2):
        assert [(a, a.outline.year) for a in queries.districts_with_outline()] == [
            (area, 2025) for area in reversed(made)
        ]


def test_templates_know_the_city_and_its_hours_in_one_query(django_assert_num_queries):
    make_city()
    template = engines["django"].from_string(
        "{% if city %}{{ city.name }} {{ city.text.opening_hours }} {{ city.text.language }}{% endif %}"
    )

    for language, words in [("nl", "Leiden Elke dag nl"), ("en", "Leiden Every day en")]:
        with override(language), django_assert_num_queries(1):
            assert template.render(city_context(RequestFactory().get("/"))) == words


def test_a_template_that_does_not_ask_for_the_city_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        city_context(RequestFactory().get("/"))


def test_without_a_city_templates_find_nothing():
    template = engines["django"].from_string("{% if city %}yes{% else %}no{% endif %}")

    assert template.render(city_context(RequestFactory().get("/"))) == "no"


def test_a_city_without_words_is_found_too():
    City.objects.create(
        name="Leiden", municipality_code="GM0546", desk_name="x", postcode_first=2311, postcode_last=2334
    )

    assert queries.the_city().text is None

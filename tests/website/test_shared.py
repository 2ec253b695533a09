# SPDX-License-Identifier: EUPL-1.2
"""What the pages of themes, offers to schools, themed years and campuses tell search engines and sharers."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.schools import actions as schools
from kennisstad.web.templatetags.web import in_words
from kennisstad.website.shared_cards import card_of
from tests.campus.making import make_campus, make_site
from tests.making import make_legs, make_partner
from tests.neighbourhoods.making import make_city, make_district
from tests.schools.making import make_moment, make_offer
from tests.website.making import make_agreement, make_theme, read
from tests.website.test_head import linked, properties
from tests.years.making import make_day, make_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
SITE = "https://stad.example"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.KENNISSTAD_HOME, settings.SITE_ADDRESS = tmp_path, SITE


def told(answer):
    """Give what a page is about, without its own address and language, and where it stands."""
    thing, crumbs = linked(answer)
    for name in ("url", "@id"):
        assert thing.pop(name) == SITE + answer.request["PATH_INFO"]
    del thing["inLanguage"]
    return thing, [one.get("item") for one in crumbs["itemListElement"]]


def make_pages():
    """Make one page of each kind; give their addresses with what they are shared as."""
    district = make_district(8, "Merenwijk")
    theme = make_theme(make_agreement(), "health")
    offer = make_offer(make_partner("museum"), district=district)
    day = make_day(make_year("water"), date(2027, 4, 15), area=district)
    campus = make_campus("campus-west", district=district)
    return [
        ("website:theme", [theme.key], "theme/health", "health nl", "Together."),
        ("schools:offer", [offer.pk], f"offer/{offer.pk}", "Dino's meten", "Leerlingen meten een bot."),
        ("years:year", ["water"], "year/water", "Jaar van de wijk", "Elke dag iets."),
        ("years:day", ["water", day.on], "day/water-2027-04-15", "Water", None),
        ("campus:campus", [campus.key], "campus/campus-west", "Campus-West", "campus-west nl"),
    ]


def test_each_is_shared_with_its_own_title_words_and_picture(client):
    for name, args, card, title, words in make_pages():
        answer = client.get(reverse(name, args=args))

        shared = properties(answer)
        assert (shared["og:title"], shared["og:image"]) == (title, f"{SITE}/kaartjes/{card}.png")
        assert words is None or shared["og:description"] == words
        picture = client.get(shared["og:image"].removeprefix(SITE))
        assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")


def test_each_picture_says_what_it_is_of_in_the_language_of_the_page():
    make_pages()
    kinds = ("theme/health", "year/water", "day/water-2027-04-15", "campus/campus-west")

    with override("en"):
        cards = [card_of(*kind.split("/")) for kind in kinds]
        on = in_words(date(2027, 4, 15))

    assert [(card.title, card.kicker, bool(card.outline)) for card in cards] == [
        ("health en", "Theme", False),
        ("Year of the district", "Themed year", False),
        ("Water (en)", f"{on} · Merenwijk", True),
        ("Campus-West", "Campus · Merenwijk", True),
    ]


@pytest.mark.parametrize(
    "card",
    [
        "theme/secret",
        "offer/0",
        "year/nergens",
        "day/water",
        "day/water-2027-04-16",
        "day/water-2027-13-45",
        "day/2027-04-15",
        "campus/nergens",
    ],
)
def test_what_visitors_may_not_see_has_no_picture(client, card):
    make_pages()
    make_theme(make_agreement("2028", starts=2028, ends=2032, status="draft"), "secret")

    assert client.get(f"/kaartjes/{card}.png").status_code == 404


def test_an_offer_has_a_picture_once_it_was_shown(client):
    draft, withdrawn = make_offer(publish=False), make_offer()
    schools.withdraw(withdrawn, by=None, at=timezone.now())

    statuses = [client.get(f"/kaartjes/offer/{one.pk}.png").status_code for one in (draft, withdrawn)]

    assert statuses == [404, 200]


def test_a_part_of_a_question_has_a_picture(client):
    part, _other = make_legs()

    shared = properties(client.get(reverse("citylab:question", args=[part.pk])))

    assert client.get(shared["og:image"].removeprefix(SITE)).status_code == 200


def test_a_theme_is_a_collection_about_it(client):
    make_theme(make_agreement(), "health")

    assert told(client.get("/en/themes/health/")) == (
        {
            "@type": "CollectionPage",
            "name": "health en",
            "description": "Together.",
            "about": {"@type": "Thing", "name": "health en"},
        },
        [f"{SITE}/en/", f"{SITE}/en/themes/", None],
    )


def test_an_offer_tells_each_day_that_can_be_booked(client):
    museum = make_partner("museum", address="Rapenburg 28", postcode="2311 EW", place="Leiden")
    offer = make_offer(museum, district=make_district(8, "Merenwijk"))
    moment = make_moment(offer, at=timezone.now())
    schools.call_off(make_moment(offer, days=20, at=timezone.now()), by=None, at=timezone.now())

    thing, crumbs = told(client.get(reverse("schools:offer", args=[offer.pk])))

    same = {
        "name": "Dino's meten",
        "organizer": {"@type": "EducationalOrganization", "name": "Museum"},
        "location": {
            "@type": "Place",
            "name": "Museum",
            "address": {"@type": "PostalAddress", "streetAddress": "Rapenburg 28"},
            "containedInPlace": {"@type": "Place", "name": "Merenwijk"},
        },
        "isAccessibleForFree": True,
    }
    begins, ends = (timezone.localtime(at).isoformat() for at in (moment.begins_at, moment.ends_at))
    book = SITE + reverse("schools:book", args=[offer.pk, moment.pk])
    assert thing == {
        "@type": "EventSeries",
        **same,
        "description": "Leerlingen meten een bot.",
        "subEvent": [{"@type": "EducationEvent", **same, "startDate": begins, "endDate": ends, "url": book}],
    }
    assert crumbs == [f"{SITE}/", f"{SITE}/scholen/", None]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ("school", {"@type": "Place", "name": "At your school"}),
        ("neighbourhood", {"@type": "Place", "name": "In the neighbourhood"}),
        ("online", {"@type": "VirtualLocation", "name": "Online"}),
    ],
)
def test_an_offer_elsewhere_tells_nothing_of_the_partner_s_address(client, place, where):
    offer = make_offer(make_partner(address="Rapenburg 28"), place=place, price_cents=250)
    with override("en"):
        address = reverse("schools:offer", args=[offer.pk])

    thing, _crumbs = told(client.get(address))

    assert (thing["location"], "isAccessibleForFree" in thing, "subEvent" in thing) == (where, False, False)


def test_a_themed_year_is_a_series_and_its_days_belong_to_it(client):
    make_city()
    year = make_year("water", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    make_day(year, date(2027, 4, 15), status="adopted", owner="Buurthuis De Hoek")

    series, _crumbs = told(client.get("/en/themed-years/water/"))
    day, crumbs = told(client.get("/en/themed-years/water/2027-04-15/"))

    assert series == {
        "@type": "EventSeries",
        "name": "Year of the district",
        "description": "Something each day.",
        "startDate": "2027-01-01",
        "endDate": "2027-12-31",
    }
    assert day == {
        "@type": "Event",
        "name": "Water (en)",
        "description": "About water in the street.",
        "startDate": "2027-04-15",
        "endDate": "2027-04-15",
        "location": {"@type": "Place", "name": "Leiden"},
        "superEvent": {
            "@type": "EventSeries",
            "name": "Year of the district",
            "url": f"{SITE}/en/themed-years/water/",
        },
    }
    assert crumbs == [f"{SITE}/en/", f"{SITE}/en/themed-years/", None]


def test_a_campus_is_a_place_with_its_buildings(client):
    campus = make_campus(
        "campus-west", district=make_district(8, "Merenwijk"), website="https://west.example"
    )
    make_site(campus, "gorlaeus")

    answer = client.get("/en/campus/campus-west/")

    assert told(answer) == (
        {
            "@type": "Place",
            "name": "Campus-West",
            "description": "campus-west en",
            "containedInPlace": {"@type": "Place", "name": "Merenwijk"},
            "containsPlace": [{"@type": "Place", "name": "Gorlaeus"}],
            "sameAs": "https://west.example",
        },
        [f"{SITE}/en/", f"{SITE}/en/campus/", None],
    )
    assert read(answer).one("h1").text == "Campus-West"

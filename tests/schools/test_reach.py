# SPDX-License-Identifier: EUPL-1.2
"""Which schools and districts took part: counted, rounded, and white spots by name."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.schools import actions
from kennisstad.schools.models import Booking
from kennisstad.schools.overview import Part, reach
from kennisstad.schools.rounding import rounded
from kennisstad.schools.school_years import SchoolYear, year_named, year_of
from kennisstad.schools.telling import told
from tests.making import MONDAY, make_district
from tests.schools.making import make_booking, make_moment, make_school

LATER = MONDAY + timedelta(days=60)
THIS_YEAR = SchoolYear(2026)


@pytest.fixture
def now_is_later(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def came(school, pupils=20, **fields):
    return make_booking(make_moment(seats=500, **fields), pupils, school=school)


@given(st.integers(0, 500))
def test_numbers_are_rounded_and_small_ones_not_told(pupils):
    about = rounded(pupils)

    assert (about is None) == (0 < pupils < 5)
    assert about is None or (about % 5 == 0 and abs(about - pupils) <= 2)


@given(st.dates(date(2000, 8, 1), date(2099, 7, 31)))
def test_every_day_is_in_one_school_year(day):
    year = year_of(day)

    assert year.first_day <= day <= year.last_day
    assert year_named(str(year.begins)) == year


@pytest.mark.parametrize("said", ["", "26", "20266", "１９９９", "-999", "1999", "2099", "nul\x00"])
def test_no_other_words_name_a_school_year(said):
    assert year_named(said) is None


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        (1, "Er deed 1 van de 3 scholen mee, met ongeveer 20 leerlingen."),
        (2, "Er deden 2 van de 3 scholen mee, met ongeveer 20 leerlingen."),
    ],
)
def test_one_school_of_many_is_said_as_one(reached, said):
    with override("nl"):
        assert told(Part(3, reached, 20)) == said


@pytest.mark.django_db
def test_schools_count_once_and_pupils_each_time():
    mors, noord = make_district("Mors"), make_district("Noord")
    brug = make_school(district=mors, pupils=200)
    make_school(district=mors, pupils=100)
    make_school(district=noord, sector="vo")
    came(brug, 20)
    came(brug, 22)

    found = reach(THIS_YEAR, LATER)

    assert [one.whole for one in found.districts] == [Part(2, 1, 42, 300), Part(1, 0, 0, None)]
    assert dict(found.sectors)["po"] == Part(2, 1, 42, 300)
    assert found.white_spots == [noord]


@pytest.mark.django_db
def test_who_waits_cancelled_or_is_still_to_come_did_not_take_part():
    school = make_school(district=make_district())
    came(school, days=90)
    actions.cancel(came(school), at=MONDAY)
    moment = make_moment(seats=20)
    make_booking(moment, 20)
    make_booking(moment, 20, school=school)

    found = reach(THIS_YEAR, LATER)

    assert (found.districts[0].whole.reached, found.elsewhere.reached) == (0, 1)


@pytest.mark.django_db
def test_a_school_year_ends_on_31_july():
    school = make_school(district=make_district())
    booking = came(school)
    for day, year in (
        (datetime(2026, 7, 31, 8, tzinfo=UTC), 2025),
        (datetime(2026, 8, 1, 8, tzinfo=UTC), 2026),
    ):
        booking.moment.begins_at = booking.moment.book_until = day
        booking.moment.ends_at = day + timedelta(hours=1)
        booking.moment.save()

        assert [reach(SchoolYear(one), LATER).districts[0].whole.reached for one in (2025, 2026)] == [
            int(year == 2025),
            int(year == 2026),
        ]


@pytest.mark.django_db
@pytest.mark.usefixtures("now_is_later")
def test_the_page_names_white_spots_and_hides_small_numbers(client):
    mors, noord = make_district("Morsdistrict"), make_district("Leiden-Noord")
    came(make_school(district=mors), 4)
    make_school(district=noord)

    page = client.get("/scholen/bereik/").content.decode()

    assert "Geen school in de wijk Leiden-Noord kwam dit schooljaar aan de beurt." in page
    assert "Geen school in Morsdistrict" not in page
    assert "De enige school deed mee, met minder dan 5 leerlingen." in page
    assert "Which schools take part?" in client.get("/en/schools/reach/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("now_is_later")
def test_the_table_leaves_the_site_without_teachers_and_small_numbers(client):
    mors = make_district("=Mors", "WK054606")
    came(make_school(district=mors, pupils=200), 4)

    rows = list(csv.DictReader(io.StringIO(client.get("/scholen/bereik/tabel.csv").content.decode())))

    assert rows == [
        {
            "school_year": "2026–2027",
            "district_code": "WK054606",
            "district": "'=Mors",
            "sector": "po",
            "schools": "1",
            "schools_reached": "1",
            "pupils_about": "<5",
            "pupils_enrolled": "200",
        }
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?year=2025", "?year=x", "?year=99999", "?year=%00"])
def test_any_year_is_answered(client, query):
    assert client.get(f"/scholen/bereik/{query}").status_code == 200
    assert client.get(f"/scholen/bereik/tabel.csv{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_as_many_queries_however_many_schools(client, count, django_assert_num_queries):
    for _ in range(count):
        came(make_school(district=make_district()))
    assert Booking.objects.count() == count

    with django_assert_num_queries(8):
        client.get("/scholen/bereik/")

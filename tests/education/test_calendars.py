# SPDX-License-Identifier: EUPL-1.2
"""Calendars on file: versions by year, whose they are, and what holds where nothing was published."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kennisstad.audit.models import Event
from kennisstad.education import actions, queries
from kennisstad.education.actions import BadCalendar, NotNow
from kennisstad.education.calendar.holding import free_days
from kennisstad.education.calendar.shifting import school_year
from kennisstad.education.calendar.years import Origin
from kennisstad.education.models import AcademicSession, Calendar, CalendarTerm, Department
from kennisstad.education.queries import Place
from tests.education.calendar.making import BLOCK, HOLIDAY, SEMESTER, YEAR, term
from tests.education.making import MONDAY, TUESDAY, make_partner, make_user

pytestmark = pytest.mark.django_db
OTHER = [term(BLOCK, "2026-09-14", "2026-10-30", "Blok 1")]


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def broker():
    return make_user("broker")


def make_department(partner, external_id="fgw", **more):
    return Department.objects.create(partner=partner, external_id=external_id, **more)


def make_calendar(place, terms=YEAR, year=2026, at=MONDAY, by=None):
    return actions.set_calendar(place, year, terms, origin=Origin.FORM, source="gids", by=by, at=at)


def make_session(partner, kind, starts, ends, name):
    said = {"kind": kind, "starts_on": starts, "ends_on": ends, "external_id": name}
    session = AcademicSession.objects.create(partner=partner, **said)
    session.texts.create(language="nl", name=name)
    return session


def held(place, year=2026):
    """What holds for a place in a year: its version, whether it is expected, and its terms."""
    found = queries.calendar_years(place, [year]).get(year)
    return found and (found.version, found.expected, sorted(found.terms, key=repr))


def as_held(version, expected, terms):
    return version, expected, sorted(terms, key=repr)


def told():
    return list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "facts"))


def test_a_calendar_is_kept_as_it_was_set_and_written_down(broker):
    place = Place(make_partner().pk)

    calendar = make_calendar(place, by=broker)

    assert held(place) == as_held(1, False, YEAR)
    assert (calendar.origin, calendar.source, calendar.made_at) == ("form", "gids", MONDAY)
    facts = {"year": 2026, "version": 1}
    assert told() == [("calendar.set", f"calendar:{calendar.pk}", broker.pk, facts)]


def test_a_new_version_takes_the_place_of_the_old_until_it_is_taken_back(broker):
    place = Place(make_partner().pk)
    make_calendar(place)
    second = make_calendar(place, OTHER, at=TUESDAY)
    assert held(place) == as_held(2, False, OTHER)

    actions.take_back(second, by=broker, at=TUESDAY)

    assert held(place) == as_held(1, False, YEAR)
    with pytest.raises(NotNow, match=r"^This calendar was taken back already\.$"):
        actions.take_back(second, by=broker, at=TUESDAY)
    assert make_calendar(place, OTHER).version == 3
    assert told()[2] == ("calendar.taken-back", f"calendar:{second.pk}", broker.pk, {"year": 2026})


def test_what_holds_already_is_not_set_again():
    place = Place(make_partner().pk)
    make_calendar(place)

    with pytest.raises(NotNow, match=r"^This calendar holds already\. Nothing was changed\.$"):
        make_calendar(place, YEAR[::-1])

    assert Calendar.objects.count() == 1


@pytest.mark.parametrize(
    ("terms", "year", "reason"),
    [
        ([], 2026, "There is no semester, block, holiday or exception in it."),
        (
            [term(BLOCK, "2026-09-07", "2026-10-23", line=1), term(BLOCK, "2026-10-23", line=2)],
            2026,
            "Line 2: This block overlaps with the one on line 1.",
        ),
        (OTHER, 2027, "This does not begin in the school year 2027-2028 (August to July)."),
        (OTHER, 1926, "Look at the year again."),
    ],
)
def test_what_is_no_school_year_is_refused_and_nothing_is_kept(terms, year, reason):
    with pytest.raises(NotNow) as refused:
        make_calendar(Place(make_partner().pk), terms, year)

    assert str(refused.value) == reason
    assert (Calendar.objects.count(), told()) == (0, [])


def test_the_nearest_calendar_holds():
    partner = make_partner()
    faculty = make_department(partner)
    whole, own = Place(partner.pk), Place(partner.pk, faculty.pk)
    masters, own_masters = Place(partner.pk, None, "master"), Place(partner.pk, faculty.pk, "master")

    for version, (place, falls_back) in enumerate(
        [(whole, own_masters), (masters, own_masters), (own, own_masters), (own_masters, own_masters)]
    ):
        terms = [term(SEMESTER, f"2026-09-0{version + 1}")]
        make_calendar(place, terms)
        assert held(falls_back) == as_held(1, False, terms)
    assert held(own) == as_held(1, False, [term(SEMESTER, "2026-09-03")])
    assert held(Place(partner.pk, None, "bachelor")) == as_held(1, False, [term(SEMESTER, "2026-09-01")])


def test_a_department_that_had_its_own_year_is_expected_to_have_its_own_again():
    partner = make_partner()
    own = Place(partner.pk, make_department(partner).pk)
    make_calendar(own, OTHER)
    make_calendar(Place(partner.pk), [term(BLOCK, "2027-09-06")], year=2027)

    assert held(own, 2027) == as_held(1, True, [term(BLOCK, "2027-09-20", "2027-11-05", "Blok 1")])
    assert held(own, 2028) == as_held(1, True, [term(BLOCK, "2028-09-04")])
    assert list(queries.calendar_years(own, [2028, 2027, 2026])) == [2026, 2027, 2028]


def test_an_exempt_department_has_its_own_calendar_or_none(broker):
    partner = make_partner()
    college = make_department(partner, "luc")
    make_calendar(Place(partner.pk))
    own = Place(partner.pk, college.pk)

    actions.exempt(college, yes=True, by=broker, at=MONDAY)
    assert held(own) is None
    make_calendar(own, OTHER)
    assert held(own) == as_held(1, False, OTHER)

    with pytest.raises(
        NotNow, match=r"^This part does not follow the calendar of its institution already\.$"
    ):
        actions.exempt(college, yes=True, by=broker, at=MONDAY)
    actions.exempt(college, yes=False, by=broker, at=TUESDAY)
    assert [kind for kind, *_ in told()][1::2] == ["department.exempted", "department.follows"]


def test_a_department_of_another_institution_is_refused():
    college = make_department(make_partner("lumc", "LUMC"))

    with pytest.raises(NotNow, match=r"^This department is of another institution\.$"):
        make_calendar(Place(make_partner().pk, college.pk))


def test_academic_sessions_are_a_calendar_where_nobody_set_one():
    partner = make_partner()
    make_session(partner, "year", date(2026, 9, 1), date(2027, 8, 31), "Studiejaar")
    make_session(partner, "semester", date(2026, 9, 7), date(2027, 1, 22), "Semester 1, 2026-2027")
    place = Place(partner.pk)

    assert held(place) == (1, False, [term(SEMESTER, "2026-09-07", "2027-01-22", "Semester 1, 2026-2027")])
    assert held(place, 2027) == (
        1,
        True,
        [term(SEMESTER, "2027-09-13", "2028-01-21", "Semester 1, 2027-2028")],
    )
    assert held(place, 2028) is None


def test_what_academic_sessions_cannot_say_is_foretold_from_the_year_before():
    partner = make_partner()
    make_calendar(Place(partner.pk))
    make_session(partner, "semester", date(2027, 9, 6), date(2028, 1, 21), "Semester 1")

    terms = queries.calendar_years(Place(partner.pk), [2027])[2027].terms

    assert [
        (one.kind, one.starts, one.expected)
        for one in sorted(terms, key=lambda one: (one.kind != "semester", one.kind, one.starts))
    ] == [
        ("semester", date(2027, 9, 6), False),
        ("exception", date(2028, 2, 8), True),
        ("holiday", date(2027, 10, 3), True),
        ("holiday", date(2027, 12, 27), True),
        ("holiday", date(2028, 4, 14), True),
    ]


def test_a_calendar_takes_the_place_of_academic_sessions():
    partner = make_partner()
    place = Place(partner.pk)
    make_session(partner, "semester", date(2026, 9, 7), date(2027, 1, 22), "Semester 1, 2026-2027")

    make_calendar(place, OTHER)
    assert held(place) == (1, False, OTHER)


def test_free_days_are_published_and_expected_holidays_also_of_the_summer_before():
    partner = make_partner()
    make_calendar(Place(partner.pk), [*YEAR, term(HOLIDAY, "2027-07-12", "2027-09-03", "Zomer")])
    make_calendar(Place(partner.pk, make_department(partner).pk), [term(HOLIDAY, "2026-11-30")])

    def free(first, last):
        days = date.fromisoformat(first), date.fromisoformat(last)
        whole = Place(partner.pk)
        years = range(school_year(days[0]) - 1, school_year(days[1]) + 1)
        return sorted(free_days(queries.calendars_of({whole}, years), *days)[whole])

    assert free("2026-09-01", "2026-12-20") == [date(2026, 10, 3)]
    assert free("2027-02-06", "2027-02-10") == [date(2027, 2, 8)]
    assert free("2027-09-03", "2027-10-31") == [date(2027, 9, 3), date(2027, 10, 3)]
    assert free("2029-09-01", "2029-12-20") == []


@pytest.mark.parametrize("count", [1, 9])
def test_school_years_take_a_fixed_number_of_queries(count, django_assert_num_queries):
    partner = make_partner()
    faculty = make_department(partner)
    for _ in range(count):
        make_calendar(Place(partner.pk), [*OTHER, term(HOLIDAY, "2026-10-03", name=str(_))])
    make_session(partner, "semester", date(2026, 9, 7), date(2027, 1, 22), "Semester 1")

    # Whether it is exempt; calendars, terms, their words; sessions, their words.
    with django_assert_num_queries(6):
        assert list(queries.calendar_years(Place(partner.pk, faculty.pk), [2026, 2027])) == [2026, 2027]


@pytest.mark.parametrize("count", [1, 9])
def test_calendars_of_many_places_take_no_more_queries_than_those_of_one(count, django_assert_num_queries):
    places = []
    for number in range(count):
        partner = make_partner(f"instelling-{number}", f"Instelling {number}")
        faculty = make_department(partner)
        places += [Place(partner.pk), Place(partner.pk, faculty.pk), Place(partner.pk, faculty.pk, "master")]
        for version, place in enumerate(places[-3:]):
            make_calendar(place, [term(SEMESTER, f"2026-09-0{version + 1}", name=f"Semester {version}")])
        make_session(partner, "semester", date(2027, 9, 6), date(2028, 1, 21), "Semester 1")

    with django_assert_num_queries(6):
        found = queries.calendars_of(places, [2026, 2027])

    assert [years[2026].terms[0].starts.day for years in found.values()] == [1, 2, 3] * count
    assert [years[2027].origin for years in found.values()] == ["oeapi", "form", "form"] * count


def refused_by(constraint, make, **values):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make(**values)
    return constraint in str(refused.value)


def test_the_database_holds_what_a_calendar_is():
    partner = make_partner()
    faculty = make_department(partner)
    said = {"partner": partner, "year": 2026, "origin": "file", "made_at": MONDAY}
    calendar = Calendar.objects.create(**said)
    Calendar.objects.create(**said, department=faculty)

    for more in ({"year": 1926}, {"version": 0}):
        assert refused_by("calendar_year_is_of_this_century", Calendar.objects.create, **said | more)
    assert refused_by("calendar_origin_is_known", Calendar.objects.create, **said | {"origin": "oeapi"})
    for more in ({}, {"department": faculty}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Calendar.objects.create(**said, **more)
    days = {"kind": "block", "starts_on": date(2026, 9, 7)}
    make = calendar.terms.create
    assert refused_by("calendar_term_ends_after_it_starts", make, **days, ends_on=date(2026, 9, 6))
    make(**days, ends_on=date(2026, 9, 7))
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**days, ends_on=date(2026, 9, 9))
    assert CalendarTerm.objects.count() == 1


def test_a_bad_calendar_is_refused_as_one():
    with pytest.raises(BadCalendar):
        make_calendar(Place(make_partner().pk), [term(BLOCK, "2026-10-23", "2026-09-07")])

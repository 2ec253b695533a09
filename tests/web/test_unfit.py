# SPDX-License-Identifier: EUPL-1.2
"""Why a record cannot be kept is said in words with the field, never with a name of the database's own."""

from datetime import date

import pytest
from django.apps import apps

from kennisstad.campus.models import HousingFigure, HousingProject, SpinOff
from kennisstad.schools.models import Moment, Offer, OfferText, School
from kennisstad.web.unfit import _in_words, why_unfit
from kennisstad.welcome.models import PathStep, VenueRoom
from kennisstad.years.models import Day, Year
from tests.making import MONDAY
from tests.schools.making import make_school

CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for name in ("schools", "years", "campus", "welcome")
    for model in apps.get_app_config(name).get_models()
    for constraint in model._meta.constraints
]
BROKEN = [
    (Offer, "offer_lasts_a_while", {"minutes": 30_000}, "minutes: 30000 is more than 2400."),
    (Offer, "offer_lasts_a_while", {"minutes": 0}, "minutes: 0 is less than 1."),
    (
        Offer,
        "offer_price_is_likely",
        {"price_cents": 10**9},
        "price_cents: 1000000000 is more than 10000000.",
    ),
    (OfferText, "offertext_has_a_title", {"title": "A", "does": ""}, "does: it is missing."),
    (
        Year,
        "year_ends_after_it_starts",
        {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)},
        "ends_on: 2027-01-01 is before 2027-02-01.",
    ),
    (HousingFigure, "housing_figure_year_is_likely", {"ready_in": 3000}, "ready_in: 3000 is more than 2100."),
    (HousingProject, "housingproject_lies_in_the_country", {"lat": 52.0}, "lon: it is missing."),
    (
        HousingProject,
        "housingproject_lies_in_the_country",
        {"lat": 4.4, "lon": 52.1},
        "lat: 4.4 is less than 50.7. lon: 52.1 is more than 7.3.",
    ),
    (SpinOff, "spin_off_status_is_known", {"status": "x"}, "status: x is not active, merged, ended."),
    (
        PathStep,
        "pathstep_term_has_its_day",
        {"counted_from": "arrival", "due": 5000},
        "due: 5000 is more than 1000.",
    ),
    (VenueRoom, "venueroom_example_or_source", {"is_example": False, "source": ""}, "source: it is missing."),
    (School, "school_once", {}, "name, sector, postcode: another one has the same."),
    (
        Moment,
        "moment_ends_after_it_begins",
        {"begins_at": MONDAY, "ends_at": None},
        "ends_at: it is missing.",
    ),
    (Day, "day_adopted_means_owned", {"status": "free", "owner": "A"}, "owner: it must be empty here."),
]


def of(model, name):
    return next(one for one in model._meta.constraints if one.name == name)


@pytest.mark.parametrize(("model", "name", "fields", "said"), BROKEN)
def test_a_broken_constraint_is_told_by_its_fields(model, name, fields, said):
    assert _in_words(of(model, name), model(**fields)) == said


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_no_constraint_is_told_by_its_own_name(model, constraint):
    said = _in_words(constraint, model())

    assert said
    assert constraint.name not in said


@pytest.mark.django_db
def test_a_record_that_fits_has_nothing_wrong_and_one_like_another_has():
    school = make_school("De Brug")

    assert why_unfit(School(name="De Wal", sector="po")) == ""
    twice = School(name=school.name, sector=school.sector, postcode=school.postcode)
    assert why_unfit(twice) == "name, sector, postcode: another one has the same."
    assert why_unfit(twice, unique=False) == ""


@pytest.mark.django_db
def test_each_field_that_is_wrong_is_named_and_said_in_english():
    assert why_unfit(School(name="x" * 121, sector="po", pupils=-1)).startswith(
        "name: Ensure this value has at most 120 characters (it has 121). pupils: Ensure"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [10**30, -(10**30)])
def test_a_number_that_no_database_holds_is_said_so_too(number):
    assert why_unfit(School(name="De Brug", sector="po", pupils=number)).startswith(
        "pupils: Ensure this value"
    )

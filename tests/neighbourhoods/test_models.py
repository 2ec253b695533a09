# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.db import IntegrityError, transaction

from kennisstad.neighbourhoods.models import Area, City, CityText, Kind, Outline, PostcodeArea
from tests.neighbourhoods.making import make_city, make_district, square

pytestmark = pytest.mark.django_db


def refused_by(constraint, model, /, **values):
    """Say whether saving this is refused by the constraint of that name."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.create(**values)
    return constraint in str(refused.value)


def test_areas_are_of_a_known_kind_and_neighbourhoods_alone_have_a_parent():
    district = make_district()
    words = {"code": "X", "name": "X", "slug": "x"}

    assert refused_by("area_kind_is_known", Area, kind="street", **words)
    assert refused_by("area_neighbourhoods_alone_have_a_parent", Area, kind=Kind.NEIGHBOURHOOD, **words)
    assert refused_by(
        "area_neighbourhoods_alone_have_a_parent", Area, kind=Kind.DISTRICT, parent=district, **words
    )
    for empty in words:
        assert refused_by("area_is_named", Area, kind=Kind.DISTRICT, **{**words, empty: ""})


@pytest.mark.parametrize("year", [1949, 2101])
def test_outlines_are_of_a_likely_year(year):
    area = make_district(year=None)

    assert refused_by(
        "outline_year_is_likely",
        Outline,
        area=area,
        year=year,
        name="x",
        geometry=square(),
        attribution="x",
    )


def test_an_outline_names_its_makers_and_is_there_once_a_year():
    area = make_district(year=2025)
    words = {"area": area, "name": "x", "geometry": square()}

    assert refused_by("outline_names_its_makers", Outline, year=2024, attribution="", **words)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outline.objects.create(year=2025, attribution="x", **words)


def test_there_is_one_city_with_a_range_of_postcodes():
    words = {"name": "x", "municipality_code": "GM0001", "desk_name": "x"}

    assert refused_by("city_is_one", City, pk=2, postcode_first=1000, postcode_last=9999, **words)
    for first, last in [(2000, 1999), (999, 2000), (2000, 10_000)]:
        assert refused_by(
            "city_postcodes_are_a_range", City, postcode_first=first, postcode_last=last, **words
        )


def test_a_city_says_its_hours_once_per_language():
    city = make_city()

    with pytest.raises(IntegrityError), transaction.atomic():
        CityText.objects.create(city=city, language="nl")


def test_a_postcode_has_four_digits_and_lies_in_a_part_of_a_district():
    area = make_district()

    for pc4 in (999, 10_000):
        assert refused_by("postcode_has_four_digits", PostcodeArea, pc4=pc4, area=area, source="x")
    for share in (0, 1.01):
        assert refused_by(
            "postcode_share_is_a_part", PostcodeArea, pc4=2317, area=area, share=share, source="x"
        )
    PostcodeArea.objects.create(pc4=2317, area=area, source="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        PostcodeArea.objects.create(pc4=2317, area=area, source="y")


def test_an_areas_outline_is_its_newest_however_it_is_read(django_assert_num_queries):
    area, never_drawn = make_district(1, year=2025), make_district(2, year=None)
    for year in (2022, 2024):
        Outline.objects.create(area=area, year=year, name="x", geometry=square(), attribution="x")

    assert (area.outline.year, never_drawn.outline) == (2025, None)
    with django_assert_num_queries(2):
        assert [(found, found.outline.year) for found in Area.objects.outlined()] == [(area, 2025)]
    assert list(Outline.objects.newest()) == [area.outline]

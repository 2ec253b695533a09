# SPDX-License-Identifier: EUPL-1.2
"""What schools take part in is on days when schools are open."""

from kennisstad.demo.days import schools_are_closed
from kennisstad.schools.models import Moment
from kennisstad.years.models import Adoption, Day
from tests.demo.loaded.conftest import Example
from tests.demo.making import LOADED_AT


def test_offers_to_come_are_on_school_days(example: Example) -> None:
    moments = Moment.objects.filter(begins_at__gt=LOADED_AT).order_by("begins_at")

    assert [f"{moment.begins_at:%d-%m}" for moment in moments] == [
        "02-12", "03-12", "07-12", "08-12", "09-12", "11-12", "14-12", "15-12", "16-12", "18-12",
        "04-01", "05-01", "06-01", "07-01",
    ]  # fmt: skip


def test_offers_that_have_been_were_on_school_days(example: Example) -> None:
    days = [moment.begins_at.date() for moment in Moment.objects.filter(begins_at__lt=LOADED_AT)]

    assert len(days) == len(set(days)) == 14
    assert [day for day in days if schools_are_closed(day)] == []


def test_days_of_the_coming_year_are_school_days(example: Example) -> None:
    held = Day.objects.filter(year__slug="jaar-van-de-wijk").order_by("on")

    assert [f"{day.on:%d-%m}" for day in held] == [
        "30-11", "07-12", "10-12", "14-12", "04-01", "05-01", "06-01", "07-01", "14-01", "28-01", "11-02",
        "04-03", "02-04", "24-05",
    ]  # fmt: skip
    assert [asked.day for asked in Adoption.objects.filter(day__in=held)] == [held[2]]

# SPDX-License-Identifier: EUPL-1.2
"""What the desk promises stands in the city's file: so many working days to look and to answer."""

import pytest
from django.db import IntegrityError, transaction

from kennisstad.lib.files import UnusableFile
from kennisstad.neighbourhoods import city_file
from kennisstad.neighbourhoods.actions import import_city
from kennisstad.neighbourhoods.models import City
from tests.making import MONDAY
from tests.neighbourhoods.making import make_city

PLAIN = """
name = "Ergensdam"
municipality_code = "GM9999"
desk_name = "Loket"
postcode_first = 1234
postcode_last = 1235
{more}
[opening_hours]
nl = "Elke dag"
"""


def read(more: str = "") -> city_file.FoundCity:
    return city_file.read(PLAIN.format(more=more))


def test_a_file_that_says_nothing_promises_what_is_usual():
    assert read().days == {"look_days": 2, "answer_days": 5}
    assert read("look_days = 1\nanswer_days = 60").days == {"look_days": 1, "answer_days": 60}


@pytest.mark.parametrize("value", ["0", "61", "-1", "true", '"5"', "2.5"])
@pytest.mark.parametrize("field", ["look_days", "answer_days"])
def test_what_nobody_can_promise_is_refused_in_words(field, value):
    with pytest.raises(UnusableFile, match=f"{field} must be a number of working days from 1 to 60"):
        read(f"{field} = {value}")


@pytest.mark.django_db
def test_the_city_promises_what_its_file_says():
    import_city(read("answer_days = 10"), by_id=None, at=MONDAY)

    assert City.objects.values_list("look_days", "answer_days").get() == (2, 10)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["look_days", "answer_days"])
def test_the_database_promises_no_more_either(field):
    make_city()

    for days in (0, 61):
        with pytest.raises(IntegrityError), transaction.atomic():
            City.objects.update(**{field: days})

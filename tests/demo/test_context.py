# SPDX-License-Identifier: EUPL-1.2
"""Every page can tell of the example, at the price of one look."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from kennisstad.demo.context import example_data
from kennisstad.demo.models import ExampleRecord

TWICE = "{% if example_data %}yes{% else %}no{% endif %}{% if example_data %}!{% endif %}"


def shown(template: str) -> str:
    return Template(template).render(Context(example_data(RequestFactory().get("/"))))


@pytest.mark.django_db
@pytest.mark.parametrize("there", [True, False])
def test_a_page_that_asks_is_told_with_one_query(there: bool, django_assert_num_queries: Any) -> None:
    if there:
        ExampleRecord.objects.create(label="citylab.question", number=1)

    with django_assert_num_queries(1):
        assert shown(TWICE) == ("yes!" if there else "no")


def test_a_page_that_does_not_ask_costs_no_query() -> None:
    # Without the database at hand a query would be an error.
    assert shown("no word of it") == "no word of it"

# SPDX-License-Identifier: EUPL-1.2
"""The component book: every part once, in both languages, not for search engines, tokens that exist."""

import re
from pathlib import Path

import pytest

from kennisstad.website.components import COMPONENTS
from tests.website.making import read

TOKENS = Path(__file__).parents[2] / "src/kennisstad/web/static/web/css/tokens.css"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/componenten/", "/en/components/"])
def test_the_book_shows_every_component_in_few_queries(client, address, django_assert_num_queries):
    client.get(address)

    with django_assert_num_queries(3):
        answer = client.get(address)

    page = read(answer)
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert sorted(set(ids)) == sorted(ids)
    assert {component.key for component in COMPONENTS} <= set(ids)
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer.cookies == {}


def test_every_token_that_the_book_names_exists():
    known = set(re.findall(r"(--[\w-]+):", TOKENS.read_text()))

    assert [token for one in COMPONENTS for token in one.tokens if token not in known] == []

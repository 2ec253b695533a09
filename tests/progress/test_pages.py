# SPDX-License-Identifier: EUPL-1.2
"""What holds for each public page about the agreement: language, headings, ids, cookies, queries."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from kennisstad.agreement.models import ThemeStep
from tests.agreement.making import make_agreement, make_article, make_commitment, make_figure, make_theme
from tests.making import make_partner
from tests.neighbourhoods.making import make_city
from tests.progress.making import assess, serve, show
from tests.website.making import read

pytestmark = pytest.mark.django_db
NAMES = {
    "agreement": [],
    "version": ["now"],
    "commitment": ["now-0"],
    "timeline": [],
    "changes": ["then", "now"],
    "themes": [],
}


def make_everything(count: int) -> None:
    """Two versions, each with as many articles, commitments and links."""
    make_city()
    owner = make_partner("hogeschool")
    then = make_agreement("then", parties=[owner], starts_on=date(2017, 7, 1), ends_on=date(2022, 12, 31))
    now = make_agreement("now", parties=[owner], follows=then, signed_on=date(2022, 11, 11))
    for agreement in (then, now):
        for number in range(count):
            theme = make_theme(agreement, f"{agreement.key}-{number}")
            article = make_article(agreement)
            commitment = make_commitment(
                agreement, key=f"{agreement.key}-{number}", article=article, theme=theme, owners=[owner]
            )
            for _ in range(2):
                serve(commitment), show(commitment), assess(commitment)
            for month in (1, 2):
                make_figure(commitment, on=date(2026, month, 1))
    for old, new in zip(then.themes.all(), now.themes.all(), strict=True):
        ThemeStep.objects.create(old=old, new=new)


def addresses(language: str) -> dict[str, str]:
    with override(language):
        return {name: reverse(f"progress:{name}", args=args) for name, args in NAMES.items()}


def pages(client: Any, language: str) -> dict[str, Any]:
    return {name: client.get(address) for name, address in addresses(language).items()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_speaks_the_language_of_its_address_and_has_one_first_heading(client, language):
    make_everything(2)

    for name, answer in pages(client, language).items():
        assert (name, answer.status_code) == (name, 200)
        page = read(answer)
        assert page.one("html").attributes["lang"] == language
        levels = [int(one.tag[1]) for one in page.all() if one.tag in ("h1", "h2", "h3", "h4")]
        assert (name, levels[0], levels.count(1)) == (name, 1, 1)
        assert (name, [(a, b) for a, b in pairwise(levels) if b > a + 1]) == (name, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_links_to_itself_in_the_other_language(client, language):
    make_everything(1)
    other = "en" if language == "nl" else "nl"

    for name, answer in pages(client, language).items():
        links = [
            one.attributes["href"] for one in read(answer).all("a") if one.attributes.get("hreflang") == other
        ]
        assert (name, links) == (name, [addresses(other)[name]])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_ids_are_different_and_labels_find_theirs(client, language):
    make_everything(2)

    for name, answer in pages(client, language).items():
        elements = read(answer).all()
        ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
        wanted = {
            reference
            for one in elements
            for attribute in ("for", "aria-labelledby", "aria-describedby")
            for reference in (one.attributes.get(attribute) or "").split()
        }
        assert (name, len(set(ids)), wanted - set(ids)) == (name, len(ids), set())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_visitors_get_no_cookie_and_each_page_its_own_title(client, language):
    make_everything(1)

    found = pages(client, language)

    titles = {read(answer).one("head").one("title").text for answer in found.values()}
    assert len(titles) == len(found)
    for name, answer in found.items():
        assert (name, dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == (name, {}, False)


QUERIES = {"agreement": 10, "version": 10, "commitment": 12, "timeline": 6, "changes": 8, "themes": 7}
"""Two of each are the city and the strip that says whether these are example data."""


@pytest.mark.parametrize("count", [1, 12])
def test_each_page_takes_as_many_queries_however_much_there_is(client, count, django_assert_num_queries):
    make_everything(count)
    pages(client, "en")

    for name, address in addresses("en").items():
        with django_assert_num_queries(QUERIES[name], info=name):
            client.get(address)


@pytest.mark.parametrize("name", list(NAMES))
def test_pages_are_only_read(client, name):
    make_everything(1)

    assert client.post(addresses("en")[name]).status_code == 405

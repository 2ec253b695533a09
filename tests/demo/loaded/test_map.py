# SPDX-License-Identifier: EUPL-1.2
"""What the search box finds has its page on the map of the site, and so has every kind of it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.search import sources
from kennisstad.website.sitemap import KINDS, NOT_FOR_ROBOTS, places

pytestmark = pytest.mark.usefixtures("example")


def closed() -> Iterator[str]:
    for language in Language.values:
        with override(language):
            yield from (reverse(name) for name in NOT_FOR_ROBOTS)


def test_all_that_search_finds_stands_on_the_map():
    # Some records are told of in a list, or on the page of another: that page is theirs.
    found = {
        kind: {urlsplit(one.address).path for one in sources.findables(kind)} for kind in sources.kinds()
    }

    mapped = {address for place in places() for address in place.addresses.values()}

    assert {kind for kind, addresses in found.items() if not addresses} == set()
    assert set().union(*found.values()) - mapped - set(closed()) == set()


def test_each_page_stands_on_the_map_once_in_every_language():
    mapped = [address for place in places() for address in place.addresses.values()]

    assert len(set(mapped)) == len(mapped)
    assert {len(place.addresses) for place in places()} == {2}


@pytest.mark.parametrize("kind", KINDS, ids=[kind.page for kind in KINDS])
def test_the_pages_of_the_map_can_be_read(kind, client):
    first = next(iter(kind.records().values_list(*kind.by)))

    assert client.get(reverse(kind.page, args=first)).status_code == 200

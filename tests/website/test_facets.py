# SPDX-License-Identifier: EUPL-1.2
"""Choices in an address, and counts beside them: the laws of the plain part."""

from collections import Counter
from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.website.facets import FACETS, MOST, Asked, BadChoice, Item, read, sift

VALUES = st.sampled_from(["a", "b", "c d", "é&="])
CHOSEN = st.dictionaries(st.sampled_from(FACETS), st.lists(VALUES, min_size=1, max_size=3))
ITEMS = st.lists(
    st.dictionaries(st.sampled_from(FACETS), st.frozensets(VALUES, max_size=3)).map(
        lambda values: Item(0, date(2026, 1, 1), values, 0)
    ),
    max_size=12,
)


def fits(item, chosen):
    return all(set(values) & item.values.get(name, frozenset()) for name, values in chosen.items())


@given(ITEMS, CHOSEN)
def test_a_count_is_what_choosing_that_value_alone_in_its_facet_would_show(items, chosen):
    found = sift(items, chosen)

    assert found.items == [item for item in items if fits(item, chosen)]
    for name in FACETS:
        for value in ("a", "b", "c d", "é&="):
            alone = {**chosen, name: [value]}
            assert found.counts[name][value] == sum(fits(item, alone) for item in items)


@given(CHOSEN, st.sampled_from(["newest", "name"]), st.sampled_from(["list", "map"]), st.integers(1, 9999))
def test_what_is_asked_for_has_one_address_that_reads_back(chosen, sort, view, page):
    said = [(name, value) for name, values in chosen.items() for value in values]
    rest = [("page", str(page)), ("view", view), ("sort", sort), ("theme", " "), ("utm_source", "letter")]

    asked = read([*said, *rest])

    path, _mark, query = asked.address("/projecten/").partition("?")
    back = [(name, value) for name, values in QueryDict(query).lists() for value in values]
    assert (path, back) == ("/projecten/", asked.pairs)
    assert read(back) == asked
    assert asked == Asked(
        {name: tuple(sorted(set(chosen[name]))) for name in FACETS if name in chosen}, sort, view, page
    )


def test_what_is_as_always_is_left_out_of_the_address():
    assert read([("sort", "newest"), ("page", "1"), ("view", "list"), ("year", "")]).address("/x/") == "/x/"


def test_taking_a_choice_away_leaves_the_rest_and_leads_to_the_first_page():
    asked = read([("district", "a"), ("district", "b"), ("year", "2026"), ("page", "3")])

    assert asked.without("district", "a").pairs == [("district", "b"), ("year", "2026")]
    assert asked.without("year", "2026").pairs == [("district", "a"), ("district", "b")]
    assert asked.only("district", "c").pairs == [("district", "c"), ("year", "2026")]
    assert asked.everything().pairs == []


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("page", "-1")], "“-1” is no number of a page."),
        ([("page", "0")], "“0” is no number of a page."),
        ([("page", "9" * 30)], "“999999999999999999999999999999” is no number of a page."),
        ([("page", "two")], "“two” is no number of a page."),
        ([("page", "1"), ("page", "2")], "This address says “page” twice."),
        ([("sort", "size")], "This list cannot be shown as “size”."),
        ([("view", "chart")], "This list cannot be shown as “chart”."),
        ([("wijk", "a")], "This list does not know the choice “wijk”."),
        ([("x" * 10_000, "a")], f"This list does not know the choice “{'x' * 40}…”."),
        ([("year", str(n)) for n in range(200)], f"This address makes 200 choices. We take at most {MOST}."),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_in_a_sentence(pairs, sentence):
    with override("en"), pytest.raises(BadChoice) as refused:
        read(pairs)

    assert str(refused.value) == sentence


def test_of_nothing_nothing_is_counted():
    assert sift([], {"year": ["2026"]}).counts == {name: Counter() for name in FACETS}

# SPDX-License-Identifier: EUPL-1.2
"""What stood on a day is one version; a theme that goes on loses nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.agreement.versions import Circle, Span, descendants, in_order, newest_of, standing_on

FIRST = date(2012, 1, 1)
days = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def chains(draw):
    """Versions that follow each other, none starting before the one it follows; in any order."""
    starts = sorted(draw(st.lists(days, min_size=1, max_size=6, unique=True)))
    lengths = draw(st.lists(st.integers(0, 200), min_size=len(starts), max_size=len(starts)))
    numbers = draw(st.permutations(range(1, len(starts) + 1)))
    spans = [
        Span(numbers[place], start, start + timedelta(days=length), numbers[place - 1] if place else None)
        for place, (start, length) in enumerate(zip(starts, lengths, strict=True))
    ]
    return draw(st.permutations(spans))


def last_day(span, chain):
    """Say until when a version stands, in another way than the code does."""
    followers = [other.starts_on - timedelta(days=1) for other in chain if other.follows == span.ident]
    return min([span.ends_on, *followers])


@given(chains(), days)
def test_what_stood_on_a_day_is_one_version(chain, day):
    stood = [span.ident for span in chain if span.starts_on <= day <= last_day(span, chain)]

    assert len(stood) <= 1
    assert standing_on(chain, day) == (stood[0] if stood else None)


@given(chains())
def test_versions_come_after_what_they_follow(chain):
    order = [span.ident for span in in_order(chain)]

    assert sorted(order) == sorted(span.ident for span in chain)
    assert all(order.index(span.follows) < order.index(span.ident) for span in chain if span.follows)


@given(chains(), st.data())
def test_a_circle_of_successors_is_refused(chain, data):
    first = next(span for span in chain if span.follows is None)
    last = data.draw(st.sampled_from([span.ident for span in chain]))
    circle = [Span(one.ident, one.starts_on, one.ends_on, last) if one is first else one for one in chain]

    with pytest.raises(Circle):
        in_order(circle)


def test_a_version_ends_on_the_day_before_its_follower_starts():
    old = Span(1, date(2017, 7, 1), date(2022, 12, 31))
    new = Span(2, date(2022, 7, 1), date(2022, 7, 31), follows=1)

    assert standing_on([old, new], date(2022, 6, 30)) == 1
    assert standing_on([old, new], date(2022, 7, 1)) == 2
    # The old one does not come back when the new one ends before it.
    assert standing_on([old, new], date(2022, 8, 1)) is None
    assert standing_on([], date(2022, 8, 1)) is None


@st.composite
def lineages(draw):
    """Themes of versions 0, 1, 2 …, theme 10 * version + number, and how they go on in the next version."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    themes = [10 * version + number for version, size in enumerate(sizes) for number in range(size)]
    pairs = [(old, new) for old in themes for new in themes if new // 10 == old // 10 + 1]
    steps = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return themes, steps


def found_by(theme, steps):
    """Give the themes whose projects are found under this one."""
    return {theme} | {old for old, came_of_it in descendants(steps).items() if theme in came_of_it}


@given(lineages())
def test_re_mapping_loses_no_project(lineage):
    themes, steps = lineage

    assert all(theme in found_by(theme, steps) for theme in themes)
    # Whatever was found under the old theme is found under each that it went on as.
    assert all(found_by(old, steps) <= found_by(new, steps) for old, new in steps)


@given(lineages(), st.integers(0, 5))
def test_a_theme_is_called_by_themes_under_which_it_is_found(lineage, started):
    themes, steps = lineage
    version_of = {theme: theme // 10 for theme in themes}

    for theme in themes:
        called = newest_of(theme, descendants(steps), version_of, range(started))
        assert called
        assert all(theme in found_by(name, steps) for name in called)
        assert len({version_of[name] for name in called}) == 1
        assert version_of[called[0]] < started or called == [theme]


def test_themes_that_split_and_join_are_called_by_the_last_of_them():
    steps = [(1, 11), (1, 12), (2, 12), (12, 21), (11, 22)]
    version_of = {1: 0, 2: 0, 3: 0, 11: 1, 12: 1, 21: 2, 22: 2}
    onward = descendants(steps)

    assert onward == {
        1: frozenset({11, 12, 21, 22}),
        2: frozenset({12, 21}),
        12: frozenset({21}),
        11: frozenset({22}),
    }
    assert newest_of(1, onward, version_of, [0, 1, 2]) == [21, 22]
    assert newest_of(1, onward, version_of, [0, 1]) == [11, 12]
    assert newest_of(3, onward, version_of, [0, 1, 2]) == [3]

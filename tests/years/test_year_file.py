# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in a file of days, each entry is read or told of."""

from datetime import date

import yaml
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.years import year_file

HEAD = "slug: wijk\nstarts_on: 2090-01-01\nends_on: 2090-12-31\nnl: {name: Jaar van de wijk}\n"
NAMES = st.sampled_from(["day", "nl", "subject", "owner", "area"])
ANYTHING = st.recursive(
    st.sampled_from([None, 3, 2.5, "", "x", "a\x00", date(2090, 4, 15)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(ANYTHING)
def test_whatever_a_day_is_it_is_read_or_left_out_with_a_reason(day):
    found = year_file.read(HEAD + yaml.safe_dump({"days": [day]}))

    assert len(found.days) + len(found.problems) == 1

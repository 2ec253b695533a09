# SPDX-License-Identifier: EUPL-1.2
"""Numbers and what goes on in a district, as sentences."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from kennisstad.website.wording import standing


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0, 0), "Nobody has asked anything here yet."),
        ((1, 0, 0, 0), "One question asked."),
        (
            (4, 2, 13, 1),
            "Four questions asked, two projects under way, 13 results given back, one answer used.",
        ),
        ((0, 1, 0, 0), "One project under way."),
    ],
)
def test_a_district_is_summed_up_in_one_sentence(counts, sentence):
    asked, running, given_back, used = counts
    district = SimpleNamespace(asked=asked, running=running, given_back=given_back, used=used)

    with override("en"):
        assert standing(district) == sentence

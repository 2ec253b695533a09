# SPDX-License-Identifier: EUPL-1.2
"""A group is as near as its nearest works, however many it has."""

import pytest

from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.matching.works import Work, nearest, weights

WEIGHTS = weights(Asked({"nl": "eenzaamheid ouderen"}), lambda term, language: 1.0)
BOTH, ONE, NONE = (Work(said, "nl") for said in ("Eenzaamheid bij ouderen", "Ouderen", "Bruggen"))


@pytest.mark.parametrize(
    ("works", "share", "near"),
    [
        ([], 0.0, []),
        ([BOTH], 1.0, [BOTH]),
        ([ONE] * 25, 0.5, [ONE] * 3),
        ([NONE, ONE, BOTH, NONE], 0.5, [BOTH, ONE]),
        ([Work("Ouderen", "en")], 0.0, []),
    ],
)
def test_the_mean_of_the_three_nearest_counts(works, share, near):
    assert nearest(works, WEIGHTS) == (share, near)

# SPDX-License-Identifier: EUPL-1.2
"""A street is named, never a house in it."""

import pytest

from kennisstad.fieldwork.load.street import names_a_house


@pytest.mark.parametrize(
    "street", ["Hoge Rijndijk 12", "Kerkstraat 3a", "Kerkstraat 3 B", "Plein 12-14", "Dam 1 "]
)
def test_a_house_number_is_seen(street):
    assert names_a_house(street)


@pytest.mark.parametrize(
    "street", ["", "Hoge Rijndijk", "2e Binnenvestgracht", "Plein 1813", "3 Oktoberstraat"]
)
def test_a_street_of_which_a_number_is_part_is_let_be(street):
    assert not names_a_house(street)

# SPDX-License-Identifier: EUPL-1.2
"""The name of a street, and nothing that tells one house from another."""

import re

HOUSE = re.compile(r"\s\d{1,3}\s?[a-z]?([-/]\s?\d{1,3})?$", re.IGNORECASE)


def names_a_house(street: str) -> bool:
    """Say whether a house number follows the name: "Hoge Rijndijk 12a", not "2e Binnenvestgracht"."""
    return HOUSE.search(street.strip()) is not None

# SPDX-License-Identifier: EUPL-1.2
"""Dutch postcodes, and how people write them."""

import re

FIRST_PC4, LAST_PC4 = 1000, 9999
"""The four digits of a postcode never begin with a nought."""
LONGEST_WRITTEN = 20

_WRITTEN = re.compile(r"([1-9][0-9]{3})[\s-]*(?:[A-Za-z]{2})?")


def pc4_of(text: str) -> int | None:
    """Read the four digits of a postcode such as `2317`, `2317 AB` or `2317ab`; nothing when it is none."""
    written = text.strip()
    if len(written) <= LONGEST_WRITTEN and (found := _WRITTEN.fullmatch(written)):
        return int(found[1])
    return None

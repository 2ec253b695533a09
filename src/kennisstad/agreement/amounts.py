# SPDX-License-Identifier: EUPL-1.2
"""Numbers of commitments as people read them."""

from decimal import Decimal

from django.utils.formats import number_format


def amount(value: Decimal, unit: str = "") -> str:
    """Write a number without the zeros that only the database needs, as readers write it, with its unit."""
    whole = Decimal(format(value.normalize(), "f"))
    return f"{number_format(whole, force_grouping=True)} {unit}".strip()

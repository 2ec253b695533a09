# SPDX-License-Identifier: EUPL-1.2
"""Numbers of commitments as people read them."""

from decimal import Decimal

from django import template

from kennisstad.agreement import amounts

register = template.Library()


@register.filter
def amount(value: Decimal | str, unit: str = "") -> str:
    """Write a number with its unit, without the zeros that only the database needs."""
    return amounts.amount(Decimal(value), unit)


@register.filter
def percent(share: Decimal) -> str:
    """Write a part of one as a percentage."""
    return f"{amounts.amount(share * 100)}%"

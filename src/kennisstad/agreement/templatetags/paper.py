# SPDX-License-Identifier: EUPL-1.2
"""Shares in a document."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percentage(share: Decimal) -> str:
    """Write a part of one as a percentage, with as few decimals as it needs."""
    return f"{number_format(Decimal(f'{(share * 100).normalize():f}'))}%"

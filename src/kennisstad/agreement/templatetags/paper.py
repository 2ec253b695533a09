# SPDX-License-Identifier: EUPL-1.2
"""Shares in a document."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat

register = template.Library()


@register.filter
def percentage(share: Decimal) -> str:
    """Write a part of one as a percentage, with as few decimals as it needs."""
    return f"{floatformat(share * 100, '-2')}%"

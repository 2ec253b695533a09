# SPDX-License-Identifier: EUPL-1.2
"""Dates and numbers as people say them."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kennisstad.web.road import Station

register = template.Library()
WEEK_DAYS, MONTH_DAYS, YEAR_DAYS = 7, 30, 365
WEEKS_FROM_DAYS, MONTHS_FROM_DAYS, YEARS_FROM_DAYS = 14, 61, 730
"""From this many days on, a larger unit is what people say."""
NEARBY = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}


@register.filter
def in_words(value: date | None) -> str:
    """Write a day as it is said: "Monday 15 April", with the year when it is not this one."""
    if value is None:
        return ""
    day = _local(value)
    return date_format(day, "l j F" if day.year == timezone.localdate().year else "l j F Y")


@register.filter
def days_ago(value: date | None) -> str:
    """Write how long ago, or how far ahead, a day is, in the unit people would use."""
    if value is None:
        return ""
    days = (timezone.localdate() - _local(value)).days
    if days in NEARBY:
        return str(NEARBY[days])
    count, unit = _said(abs(days))
    return (gettext("%s ago") if days > 0 else gettext("in %s")) % (unit % {"count": count})


def _said(days: int) -> tuple[int, str]:
    if days < WEEKS_FROM_DAYS:
        return days, ngettext("%(count)d day", "%(count)d days", days)
    if days < MONTHS_FROM_DAYS:
        return (weeks := days // WEEK_DAYS), ngettext("%(count)d week", "%(count)d weeks", weeks)
    if days < YEARS_FROM_DAYS:
        return (months := days // MONTH_DAYS), ngettext("%(count)d month", "%(count)d months", months)
    return (years := days // YEAR_DAYS), ngettext("%(count)d year", "%(count)d years", years)


def _local(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def here(road: Sequence[Station]) -> Station | None:
    """Give the station that a road is at, or nothing when it was travelled to its end."""
    return next((station for station in road if station.state == "now"), None)


@register.filter
def target(field: BoundField) -> str:
    """Give the id that a link to this field leads to: its control, or the first of its choices."""
    return field.id_for_label or f"{field.auto_id}_0"

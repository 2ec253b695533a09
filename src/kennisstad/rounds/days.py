# SPDX-License-Identifier: EUPL-1.2
"""A round is told in days: open from the morning of the first until the last minute of the last."""

from datetime import date, datetime, time

from django.utils import timezone

LAST_MINUTE = time(23, 59)


def morning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0, 0)))


def evening_of(day: date) -> datetime:
    """Give the moment at which a round closes that can be used all day."""
    return timezone.make_aware(datetime.combine(day, LAST_MINUTE))

# SPDX-License-Identifier: EUPL-1.2
"""Reads across courses and calendars: when each takes questions, and on which days nobody works."""

from kennisstad.education.queries.calendars import Place, calendar_years
from kennisstad.education.queries.free import free_days_of
from kennisstad.education.queries.windows import windows

__all__ = ["Place", "calendar_years", "free_days_of", "windows"]

# SPDX-License-Identifier: EUPL-1.2
"""Reads across courses and calendars: when each takes questions, and on which days nobody works."""

from kennisstad.education.calendar.holding import Place
from kennisstad.education.queries.calendars import calendar_years, calendars_of
from kennisstad.education.queries.windows import Ahead, ahead

__all__ = ["Ahead", "Place", "ahead", "calendar_years", "calendars_of"]

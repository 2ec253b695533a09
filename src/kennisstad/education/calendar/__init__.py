# SPDX-License-Identifier: EUPL-1.2
"""Academic calendars as plain Python: terms, free days, working days, and when a course takes questions."""

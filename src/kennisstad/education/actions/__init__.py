# SPDX-License-Identifier: EUPL-1.2
"""What happens to courses and calendars: people say who answers and when; imports and files bring them."""

from kennisstad.education.actions.calendars import (
    BadCalendar,
    exempt,
    import_calendars,
    set_calendar,
    take_back,
)
from kennisstad.education.actions.desk import (
    BadWindow,
    dismiss_coordinator,
    name_coordinator,
    set_window,
    take_questions,
)
from kennisstad.education.actions.importing import Stopped, TakenOver, import_courses
from kennisstad.education.oeapi.records import Window
from kennisstad.web.refusals import NotNow

__all__ = [
    "BadCalendar",
    "BadWindow",
    "NotNow",
    "Stopped",
    "TakenOver",
    "Window",
    "dismiss_coordinator",
    "exempt",
    "import_calendars",
    "import_courses",
    "name_coordinator",
    "set_calendar",
    "set_window",
    "take_back",
    "take_questions",
]

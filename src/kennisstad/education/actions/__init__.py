# SPDX-License-Identifier: EUPL-1.2
"""What happens to courses: people say who answers for them and when; imports bring them."""

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
    "BadWindow",
    "NotNow",
    "Stopped",
    "TakenOver",
    "Window",
    "dismiss_coordinator",
    "import_courses",
    "name_coordinator",
    "set_window",
    "take_questions",
]

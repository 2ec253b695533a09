# SPDX-License-Identifier: EUPL-1.2
"""What an asker wishes, and how much work a question is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kennisstad.education.calendar.window import Form, Window


class Size(StrEnum):
    """How much work the question is for students."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


WORK_HOURS = {Size.SMALL: 60, Size.MEDIUM: 150, Size.LARGE: 400}
"""Hours of student work, all team members together, that a question of this size takes at most."""
FORM_HOURS = {Form.COURSE: 120, Form.HONOURS: 150, Form.MINOR: 400, Form.PLACEMENT: 400, Form.THESIS: 400}
"""What one team does where the course has not said how many hours it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is left out is no wish: then nothing is refused for it."""

    needed_by: date | None = None
    """The last day on which the answer is of use."""
    asker_hours: int | None = None
    """What the asker has for it, for all teams together."""
    size: Size | None = None
    forms: Collection[Form] = ()
    """What students may do for it."""
    levels: Collection[str] = ()
    languages: Collection[str] = ()
    """Those that the asker speaks with students; one of them is enough."""
    districts: Collection[str] = ()
    """Codes of those that it is about; none is the whole city."""


def parts_of(size: Size | None, window: Window) -> int:
    """Say into how many parts, 1 or more, a question of this size must be cut for this course."""
    if size is None:
        return 1
    return -(-WORK_HOURS[size] // (window.hours_per_team or FORM_HOURS[window.form]))

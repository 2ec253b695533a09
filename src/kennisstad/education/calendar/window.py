# SPDX-License-Identifier: EUPL-1.2
"""One time that a course is given, as an asker meets it: until when a question can come in, and what then."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kennisstad.education.calendar.holding import Place


class Form(StrEnum):
    """What students do there; decides how large a question it can take."""

    COURSE = "course"
    PLACEMENT = "placement"
    MINOR = "minor"
    HONOURS = "honours"
    THESIS = "thesis"


class Need(StrEnum):
    """What the course needs from an asker besides hours."""

    DATA = "data"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days are inclusive on both sides; nothing means that nobody has said."""

    id: int
    """Of the offering it comes from, also when it is foretold from that one."""
    course_id: int
    course: dict[str, str]
    """The course's name per language."""
    institution_id: int
    institution: dict[str, str]
    department_id: int | None = None
    """Of the faculty that gives the course, which may keep a calendar of its own."""
    term: dict[str, str] = field(default_factory=dict)
    """The name of the block or semester per language; empty when neither source nor calendar has one."""
    form: Form = Form.COURSE
    level: str = ""
    languages: tuple[str, ...] = ()
    opens: date | None
    closes: date | None
    """The first and the last day on which a question can come in."""
    choice_from: date | None = None
    choice_until: date | None = None
    starts: date
    ends: date
    presents: date | None = None
    teams_left: int | None = None
    team_size: int | None = None
    hours_per_team: int | None = None
    asker_hours: int | None = None
    """What it costs the asker, for one team."""
    needs: tuple[Need, ...] = ()
    expected: bool = False
    """Foretold from the year before: nobody has published these days yet."""

    @property
    def place(self) -> Place:
        """Whose calendar it goes by."""
        return Place(self.institution_id, self.department_id, self.level)

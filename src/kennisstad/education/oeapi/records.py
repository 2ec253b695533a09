# SPDX-License-Identifier: EUPL-1.2
"""What an import understands: one frozen record per item, whichever version it was written in."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The four lists of a source, in the order in which they are read."""

    ORGANISATIONS = "organisations"
    SESSIONS = "academicSessions"
    COURSES = "courses"
    OFFERINGS = "offerings"


@dataclass(frozen=True, slots=True)
class Words:
    """A record's words in one language, `nl` or `en`."""

    language: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has; `remarks` say what was left out of it, and are no part of its content."""

    id: str
    words: tuple[Words, ...]
    remarks: tuple[str, ...] = field(compare=False, repr=False)

    @property
    def digest(self) -> str:
        """Say the record's content in 64 characters: the same content, the same digest."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def name(self) -> str:
        return self.words[0].name if self.words else self.id


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    """A part of an institution, or the institution itself; `applied` when that is a hogeschool."""

    applied: bool


@dataclass(frozen=True, slots=True)
class Session(Record):
    """A named stretch of an academic calendar; `kind` is semester, block, year or other."""

    kind: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Course(Record):
    """A course; `level` is mbo, hbo-bachelor, bachelor, master or other; from `ceases_on` it is no more."""

    code: str
    level: str
    languages: tuple[str, ...]
    organisation_id: str
    ceases_on: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """When an offering takes questions, the work it has to give, and what it asks of an asker."""

    questions_from: date | None = None
    questions_until: date | None = None
    teams: int | None = None
    team_size: int | None = None
    hours_per_team: int | None = None
    choice_from: date | None = None
    choice_until: date | None = None
    presents_on: date | None = None
    form: str = "course"
    asker_hours: int | None = None
    needs_data: bool = False
    needs_consent: bool = False


@dataclass(frozen=True, slots=True)
class Offering(Record):
    """One time that a course is given; without days of its own it has those of its session."""

    course_id: str
    session_id: str
    starts_on: date | None
    ends_on: date | None
    enrolment_from: date | None
    enrolment_until: date | None
    cancelled: bool
    window: Window

    @property
    def name(self) -> str:
        return f"of course {self.course_id}, {self.starts_on} to {self.ends_on}"


@dataclass(frozen=True, slots=True)
class Unfit:
    """An item that cannot be taken over, and why; the id is empty when it has none."""

    id: str
    reason: str

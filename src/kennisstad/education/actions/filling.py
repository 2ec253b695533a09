# SPDX-License-Identifier: EUPL-1.2
"""What a record says goes into a row, field by field; what people said here stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kennisstad.education.models import (
    AcademicSession,
    AcademicSessionText,
    Course,
    CourseText,
    Department,
    DepartmentText,
    Offering,
)
from kennisstad.education.oeapi import records
from kennisstad.education.oeapi.records import Kind
from kennisstad.partners.models import Partner

Keys = Mapping[Kind, Mapping[str, int]]

_DAYS = ("starts_on", "ends_on", "enrolment_from", "enrolment_until")
WINDOW = tuple(field.name for field in fields(records.Window))
"""What a person may set, and imports leave alone from then on."""

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ORGANISATIONS: ("applied_sciences",),
    Kind.SESSIONS: ("kind", "starts_on", "ends_on"),
    Kind.COURSES: ("code", "level", "languages", "department"),
    Kind.OFFERINGS: ("course", "session", *_DAYS, *WINDOW),
}
"""The fields that an import may change; no other is ever written by one."""


def _fill_department(row: Department, record: records.Organisation, partner: Partner, keys: Keys) -> None:
    row.partner, row.applied_sciences = partner, record.applied


def _fill_session(row: AcademicSession, record: records.Session, partner: Partner, keys: Keys) -> None:
    row.partner = partner
    row.kind, row.starts_on, row.ends_on = record.kind, record.starts_on, record.ends_on


def _fill_course(row: Course, record: records.Course, partner: Partner, keys: Keys) -> None:
    row.partner = partner
    row.code, row.level, row.languages = record.code, record.level, list(record.languages)
    row.department_id = keys[Kind.ORGANISATIONS].get(record.organisation_id)


def _fill_offering(row: Offering, record: records.Offering, partner: Partner, keys: Keys) -> None:
    row.course_id = keys[Kind.COURSES][record.course_id]
    row.session_id = keys[Kind.SESSIONS].get(record.session_id)
    for name in _DAYS:
        setattr(row, name, getattr(record, name))
    if row.window_set_at is None:
        for name in WINDOW:
            setattr(row, name, getattr(record.window, name))


FILL: Mapping[Kind, Callable[[Any, Any, Partner, Keys], None]] = {
    Kind.ORGANISATIONS: _fill_department,
    Kind.SESSIONS: _fill_session,
    Kind.COURSES: _fill_course,
    Kind.OFFERINGS: _fill_offering,
}


def replace_texts(kind: Kind, pairs: Sequence[tuple[Any, records.Record]]) -> None:
    """Write the words of saved rows anew."""
    if kind is Kind.ORGANISATIONS:
        _replace(DepartmentText, "department", pairs, described=False)
    elif kind is Kind.SESSIONS:
        _replace(AcademicSessionText, "session", pairs, described=False)
    elif kind is Kind.COURSES:
        _replace(CourseText, "course", pairs, described=True)


def _replace(text: Any, owner: str, pairs: Sequence[tuple[Any, records.Record]], *, described: bool) -> None:
    text.objects.filter(**{f"{owner}__in": [row.pk for row, _ in pairs]}).delete()
    text.objects.bulk_create(
        text(**{owner: row}, language=words.language, name=words.name, **_description(words, described))
        for row, record in pairs
        for words in record.words
    )


def _description(words: records.Words, described: bool) -> dict[str, str]:
    return {"description": words.description} if described else {}

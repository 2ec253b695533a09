# SPDX-License-Identifier: EUPL-1.2
"""Courses, their offerings and sessions, departments, calendars, and imports that brought them."""

from kennisstad.education.models.calendar import Calendar, CalendarTerm, CalendarTermText
from kennisstad.education.models.course import Course, CourseText, Level
from kennisstad.education.models.department import Department, DepartmentText
from kennisstad.education.models.offering import Offering
from kennisstad.education.models.run import ImportRun
from kennisstad.education.models.session import AcademicSession, AcademicSessionText

__all__ = [
    "AcademicSession",
    "AcademicSessionText",
    "Calendar",
    "CalendarTerm",
    "CalendarTermText",
    "Course",
    "CourseText",
    "Department",
    "DepartmentText",
    "ImportRun",
    "Level",
    "Offering",
]

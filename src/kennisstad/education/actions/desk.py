# SPDX-License-Identifier: EUPL-1.2
"""What people say about a course here: who answers for it, and when it takes questions."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.education.actions.filling import WINDOW
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import Course, Offering
from kennisstad.education.oeapi.records import Window
from kennisstad.web.refusals import NotNow, Refusal


class BadWindow(Refusal):
    """These days or numbers make no window; the message says why, for people."""


@transaction.atomic
def name_coordinator(course: Course, user: User, *, by: User, at: datetime) -> None:
    """Name someone who answers for a course.

    Raises:
        NotNow: this person cannot sign in any more, or was named before.
    """
    _look_again(course)
    if not user.is_active:
        raise NotNow(_("This person no longer signs in here."))
    if course.coordinators.filter(pk=user.pk).exists():
        raise NotNow(_("This person already answers for the course."))
    course.coordinators.add(user)
    record("course.coordinator-named", subject=course, by_id=by.pk, at=at, coordinator=user.pk)


@transaction.atomic
def dismiss_coordinator(course: Course, user: User, *, by: User, at: datetime) -> None:
    """Take someone off a course: people leave, and hand over.

    Raises:
        NotNow: this person does not answer for the course.
    """
    _look_again(course)
    if not course.coordinators.filter(pk=user.pk).exists():
        raise NotNow(_("This person does not answer for the course."))
    course.coordinators.remove(user)
    record("course.coordinator-dismissed", subject=course, by_id=by.pk, at=at, coordinator=user.pk)


@transaction.atomic
def take_questions(course: Course, *, yes: bool, by: User, at: datetime) -> None:
    """Say whether a course takes questions from the city.

    Raises:
        NotNow: that was said before, or the institution no longer gives the course.
    """
    _look_again(course)
    if course.takes_questions == yes:
        raise NotNow(
            _("This course already takes questions.") if yes else _("This course takes no questions already.")
        )
    if yes and course.withdrawn_at:
        raise NotNow(_("The institution no longer gives this course."))
    course.takes_questions = yes
    course.save(update_fields=["takes_questions"])
    record("course.takes-questions" if yes else "course.takes-none", subject=course, by_id=by.pk, at=at)


@transaction.atomic
def set_window(offering: Offering, window: Window, *, by: User, at: datetime) -> None:
    """Say when an offering takes questions and how much work it has; imports leave it alone from now on.

    Raises:
        BadWindow: days of it are in no order, or a number is not above zero.
    """
    _check(window)
    offering.refresh_from_db(from_queryset=Offering.objects.select_for_update())
    _check_course(offering, window)
    for name in WINDOW:
        setattr(offering, name, getattr(window, name))
    offering.window_set_at = at
    offering.save(update_fields=[*WINDOW, "window_set_at"])
    record("course.window-set", subject=offering.course, by_id=by.pk, at=at, offering=offering.pk)


def _check(window: Window) -> None:
    if _wrong_way(window.questions_from, window.questions_until):
        raise BadWindow(_("The last day for questions is before the first."))
    if _wrong_way(window.choice_from, window.choice_until):
        raise BadWindow(_("The last day of the choice is before the first."))
    numbers = (window.teams, window.team_size, window.hours_per_team, window.asker_hours)
    if any(number is not None and not 1 <= number <= 10_000 for number in numbers):
        raise BadWindow(_("Teams, team size and hours are whole numbers from 1 to 10,000."))
    if window.form not in [*Form]:
        raise BadWindow(_("Choose what students do in this course."))


def _check_course(offering: Offering, window: Window) -> None:
    """Hold a window against the days of the course itself, which imports may move later."""
    if _wrong_way(window.questions_until, offering.ends_on):
        raise BadWindow(_("The last day for questions is after the course has ended."))
    if _wrong_way(window.choice_until, offering.ends_on):
        raise BadWindow(_("The last day of the choice is after the course has ended."))
    if _wrong_way(offering.starts_on, window.presents_on):
        raise BadWindow(_("The presentation is before the course begins."))


def _wrong_way(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _look_again(course: Course) -> None:
    # Two people may press at once: read the row anew, and hold it until we are done.
    course.refresh_from_db(from_queryset=Course.objects.select_for_update())

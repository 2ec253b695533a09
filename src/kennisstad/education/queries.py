# SPDX-License-Identifier: EUPL-1.2
"""Reads: whose courses, an institution's courses, and one course with all that its page shows."""

from django.db.models import Q

from kennisstad.accounts.models import Role, User
from kennisstad.education.models import Course
from kennisstad.education.models.course import CourseQuerySet
from kennisstad.partners.models import Partner


def courses_of(user: User) -> CourseQuerySet:
    """Give the courses that this user answers for, as `rules.may_answer_for` says; in order of code."""
    if not user.is_active:
        return Course.objects.none()
    partners = [partner for role, partner in user.held_roles if role == Role.COORDINATOR]
    named = Course.coordinators.through.objects.filter(user=user).values("course")
    mine = Course.objects.filter(Q(pk__in=named) | Q(partner__in=partners))
    return mine.standing().with_words().by_code()


def partner_courses(partner: Partner) -> CourseQuerySet:
    """Give what this institution still teaches, in order of code."""
    return Course.objects.filter(partner=partner).standing().with_words().by_code()


def course_for_page(course_id: int) -> Course:
    """Give one course with its words, offerings and coordinators; a withdrawn one, too: results point to it.

    Raises:
        Course.DoesNotExist: there is no such course.
    """
    return Course.objects.with_words().prefetch_related("coordinators").get(pk=course_id)

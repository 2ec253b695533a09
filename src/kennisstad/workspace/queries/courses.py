# SPDX-License-Identifier: EUPL-1.2
"""Courses that a person may edit, as `education.rules.may_edit_course` says."""

from datetime import date

from django.db.models import Q

from kennisstad.accounts.models import Role, User
from kennisstad.education.models import Course, Offering
from kennisstad.education.models.course import CourseQuerySet

SERVE_ALL = (Role.BROKER, Role.ADMINISTRATOR)


def courses_for(user: User, *, words: str) -> CourseQuerySet:
    """Those still given that this person may edit, by code; `words` in the name, or a code's beginning."""
    found = _edited_by(user).standing().with_words().by_code()
    if words:
        named = Course.objects.filter(texts__name__icontains=words).values("pk")
        found = found.filter(Q(pk__in=named) | Q(code__istartswith=words))
    return found


def whole_course(pk: int) -> Course | None:
    """One course with its words, offerings and coordinators."""
    return Course.objects.with_words().prefetch_related("coordinators").filter(pk=pk).first()


def offerings_ahead(course: Course, today: date) -> list[Offering]:
    """Those that have not ended, the soonest first; offerings may be prefetched."""
    ahead = [one for one in course.offerings.all() if one.withdrawn_at is None and one.ends_on >= today]
    return sorted(ahead, key=lambda offering: (offering.starts_on, offering.pk))


def _edited_by(user: User) -> CourseQuerySet:
    if any(user.is_a(role) for role in SERVE_ALL):
        return Course.objects.all()
    roles = (Role.COORDINATOR, Role.PARTNER_EDITOR)
    institutions = user.partners_as(*roles)
    named = user.courses.through.objects.filter(user=user).values("course")
    return Course.objects.filter(Q(pk__in=named) | Q(partner__in=institutions))

# SPDX-License-Identifier: EUPL-1.2
"""A course: what an institution teaches, and who answers for it."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.education.models.department import Department
from kennisstad.education.models.run import Imported
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.partners.models import Partner

if TYPE_CHECKING:
    from kennisstad.education.models.offering import Offering


class Level(models.TextChoices):
    MBO = "mbo", _("vocational education (mbo)")
    HBO = "hbo-bachelor", _("applied sciences (hbo)")
    BACHELOR = "bachelor", _("university bachelor")
    MASTER = "master", _("master")
    OTHER = "other", _("another level")


class CourseQuerySet(models.QuerySet["Course"]):
    def standing(self) -> Self:
        """Keep what its institution still gives."""
        return self.filter(withdrawn_at__isnull=True)

    def offered(self) -> Self:
        """Keep what may be proposed to: still given, and taking questions."""
        return self.standing().filter(takes_questions=True)

    def not_offered(self) -> Self:
        """Keep what may not be proposed to: no longer given, or taking no questions."""
        return self.filter(Q(takes_questions=False) | Q(withdrawn_at__isnull=False))

    def by_code(self) -> Self:
        return self.order_by("code", "pk")

    def with_words(self) -> Self:
        """Fetch along what a list of courses shows: words, institution, department and offerings."""
        return self.select_related("partner", "department").prefetch_related(
            "texts", "department__texts", "offerings__session__texts"
        )


class Course(Imported, HasTexts["CourseText"]):
    """Imports write what the institution says; whether it takes questions is the coordinators' word."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="courses")
    department = models.ForeignKey(
        Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="courses"
    )
    code = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.OTHER)
    languages = models.JSONField(default=list)
    """The languages it is taught in, as two letters where a language has them."""
    takes_questions = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    coordinators = models.ManyToManyField(User, related_name="courses", blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "external_id"], name="course_once_per_partner"),
            models.CheckConstraint(name="course_level_is_known", condition=Q(level__in=Level.values)),
        ]
        indexes = [models.Index(fields=["partner", "code"], name="course_by_code")]

    def __str__(self) -> str:
        return f"course {self.code or self.external_id}"

    @property
    def called(self) -> str:
        """Its name in the reader's language; its code while it has no words."""
        return self.text.name if self.text else self.code

    @property
    def is_offered(self) -> bool:
        """Say whether this course may be proposed to."""
        return self.takes_questions and self.withdrawn_at is None

    def open_offering(self, day: date) -> "Offering | None":
        """Give the offering that takes questions on this day, the first to close; prefetch offerings."""
        found = [offering for offering in self._standing_offerings() if offering.is_open_on(day)]
        return min(found, key=lambda offering: (offering.questions_until, offering.pk), default=None)

    def next_offering(self, day: date) -> "Offering | None":
        """Give the offering that is the first to take questions after this day; prefetch offerings."""
        found = [offering for offering in self._standing_offerings() if offering.opens_after(day)]
        return min(found, key=lambda offering: (offering.questions_from, offering.pk), default=None)

    def _standing_offerings(self) -> "list[Offering]":
        return [] if self.withdrawn_at else list(self.offerings.all())


class CourseText(Text):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True, max_length=20_000)

    class Meta:
        constraints = one_text_per_language("course")

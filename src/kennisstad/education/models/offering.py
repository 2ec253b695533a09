# SPDX-License-Identifier: EUPL-1.2
"""One time that a course is given, and when it takes questions."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.education.calendar.window import Form, Need
from kennisstad.education.models.course import Course
from kennisstad.education.models.run import Imported
from kennisstad.education.models.session import AcademicSession

FORMS: dict[str, str | Promise] = {
    Form.COURSE: _("course assignment"),
    Form.PLACEMENT: _("placement"),
    Form.MINOR: _("minor"),
    Form.HONOURS: _("honours assignment"),
    Form.THESIS: _("thesis"),
}
"""What students do in an offering, in the reader's language."""


class Offering(Imported):
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="offerings")
    session = models.ForeignKey(
        AcademicSession, on_delete=models.PROTECT, null=True, blank=True, related_name="offerings"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    enrolment_from = models.DateField(null=True, blank=True)
    enrolment_until = models.DateField(null=True, blank=True)
    """When students enrol; says nothing about when questions are welcome."""
    questions_from = models.DateField(null=True, blank=True)
    questions_until = models.DateField(null=True, blank=True)
    teams = models.PositiveSmallIntegerField(null=True, blank=True)
    team_size = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_per_team = models.PositiveSmallIntegerField(null=True, blank=True)
    choice_from = models.DateField(null=True, blank=True)
    choice_until = models.DateField(null=True, blank=True)
    """When its students choose among the questions that came in."""
    presents_on = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=FORMS, default=Form.COURSE)
    asker_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    """What one team costs the asker."""
    needs_data = models.BooleanField(default=False)
    needs_consent = models.BooleanField(default=False)
    window_set_at = models.DateTimeField(null=True, blank=True)
    """Set by a person here: from then on imports leave the window alone."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "external_id"], name="offering_once_per_course"),
            models.CheckConstraint(
                name="offering_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="offering_window_closes_after_it_opens",
                condition=Q(questions_from__lte=F("questions_until"))
                | Q(questions_from__isnull=True)
                | Q(questions_until__isnull=True),
            ),
            models.CheckConstraint(
                name="offering_work_is_positive",
                condition=(Q(teams__gt=0) | Q(teams__isnull=True))
                & (Q(team_size__gt=0) | Q(team_size__isnull=True))
                & (Q(hours_per_team__gt=0) | Q(hours_per_team__isnull=True))
                & (Q(asker_hours__gt=0) | Q(asker_hours__isnull=True)),
            ),
            models.CheckConstraint(
                name="offering_choice_ends_after_it_starts",
                condition=Q(choice_from__lte=F("choice_until"))
                | Q(choice_from__isnull=True)
                | Q(choice_until__isnull=True),
            ),
            models.CheckConstraint(name="offering_form_is_known", condition=Q(form__in=[*map(str, Form)])),
        ]
        indexes = [models.Index(fields=["questions_from", "questions_until"], name="offering_by_window")]

    def __str__(self) -> str:
        return f"offering {self.external_id} ({self.starts_on} – {self.ends_on})"

    @property
    def needs(self) -> tuple[Need, ...]:
        """What it needs from an asker besides hours."""
        said = {Need.DATA: self.needs_data, Need.CONSENT: self.needs_consent}
        return tuple(need for need, needed in said.items() if needed)

    def is_open_on(self, day: date) -> bool:
        """Say whether this offering is known to take questions on this day."""
        if self.withdrawn_at or self.questions_from is None or self.questions_until is None:
            return False
        return self.questions_from <= day <= self.questions_until

    def opens_after(self, day: date) -> bool:
        """Say whether this offering is known to take questions after this day, and not yet on it."""
        if self.withdrawn_at or self.questions_from is None or self.questions_until is None:
            return False
        return self.questions_from > day

# SPDX-License-Identifier: EUPL-1.2
"""A named stretch of an institution's calendar: a semester, a block, a year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.education.models.run import Imported
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.partners.models import Partner


class SessionKind(models.TextChoices):
    SEMESTER = "semester", _("semester")
    BLOCK = "block", _("block")
    YEAR = "year", _("academic year")
    OTHER = "other", _("other")


class AcademicSession(Imported, HasTexts["AcademicSessionText"]):
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="academic_sessions")
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "external_id"], name="academic_session_once_per_partner"
            ),
            models.CheckConstraint(
                name="academic_session_kind_is_known", condition=Q(kind__in=SessionKind.values)
            ),
            models.CheckConstraint(
                name="academic_session_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on} – {self.ends_on}"


class AcademicSessionText(Text):
    session = models.ForeignKey(AcademicSession, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = one_text_per_language("session")

# SPDX-License-Identifier: EUPL-1.2
"""A part of an institution that gives courses, such as a faculty."""

from django.db import models

from kennisstad.education.models.run import Imported
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.partners.models import Partner


class Department(Imported, HasTexts["DepartmentText"]):
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="departments")
    applied_sciences = models.BooleanField(default=False)
    """True of a whole institution that calls itself a hogeschool: its bachelors are hbo."""
    exempt = models.BooleanField(default=False)
    """Does not follow its institution's calendar; people here say so, imports do not."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "external_id"], name="department_once_per_partner"),
        ]

    def __str__(self) -> str:
        return f"department {self.external_id}"


class DepartmentText(Text):
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = one_text_per_language("department")

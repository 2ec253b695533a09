# SPDX-License-Identifier: EUPL-1.2
"""The school year of an institution, or of one of its departments or levels, with its terms."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.education.calendar.terms import NAME_LENGTH, YEARS, Term, TermKind
from kennisstad.education.calendar.years import Origin, Year
from kennisstad.education.models.course import Level
from kennisstad.education.models.department import Department
from kennisstad.education.wording import TERM_KINDS
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.partners.models import Partner

ORIGINS: dict[str, str | Promise] = {
    Origin.FORM: _("filled in here"),
    Origin.FILE: _("from a file"),
    Origin.OEAPI: _("from the institution’s Open Education API"),
}
ON_FILE = [str(Origin.FORM), str(Origin.FILE)]
"""What is read from OEAPI is derived anew each time, and never on file."""


class CalendarQuerySet(models.QuerySet["Calendar"]):
    def standing(self) -> Self:
        """Keep what nobody took back."""
        return self.filter(withdrawn_at__isnull=True)

    def newest(self) -> Self:
        """Put the latest version of each year first."""
        return self.order_by("-year", "-version", "-pk")

    def with_terms(self) -> Self:
        return self.prefetch_related("terms__texts")


class Calendar(models.Model):
    """One version of one school year; the highest version that was not taken back holds."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="calendars")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="calendars"
    )
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    year = models.PositiveSmallIntegerField()
    """In which it begins: 2026 is 2026-27."""
    version = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=5, choices=[(name, ORIGINS[name]) for name in ON_FILE])
    source = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            # To a database two rows without a department are never the same, so it is said twice.
            models.UniqueConstraint(
                fields=["partner", "level", "year", "version"],
                condition=Q(department__isnull=True),
                name="calendar_one_of_the_institution_per_version",
            ),
            models.UniqueConstraint(
                fields=["partner", "department", "level", "year", "version"],
                condition=Q(department__isnull=False),
                name="calendar_one_of_a_department_per_version",
            ),
            models.CheckConstraint(
                name="calendar_level_is_known", condition=Q(level__in=[*Level.values, ""])
            ),
            models.CheckConstraint(name="calendar_origin_is_known", condition=Q(origin__in=ON_FILE)),
            models.CheckConstraint(
                name="calendar_year_is_of_this_century",
                condition=Q(year__gte=YEARS.start, year__lt=YEARS.stop, version__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"calendar {self.partner_id} {self.year} version {self.version}"

    @property
    def place(self) -> tuple[int | None, str]:
        """Of whom within the institution it is: a department, a level, both, or nobody in particular."""
        return self.department_id, self.level

    def as_year(self) -> Year:
        """Give it as plain data; terms and their texts may be prefetched."""
        return Year(
            year=self.year,
            terms=tuple(term.as_term() for term in self.terms.all()),
            origin=Origin(self.origin),
            source=self.source,
            version=self.version,
            id=self.pk,
            department_id=self.department_id,
            level=self.level,
        )


class CalendarTerm(HasTexts["CalendarTermText"]):
    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=10, choices=TERM_KINDS)
    starts_on = models.DateField()
    ends_on = models.DateField()
    same_date = models.BooleanField(default=False)
    """Falls on the same date every year, such as 3 October."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_term_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="calendar_term_kind_is_known", condition=Q(kind__in=[*map(str, TermKind)])
            ),
            # That those of a kind share no day at all is held by `actions.set_calendar`, for every database.
            models.UniqueConstraint(
                fields=["calendar", "kind", "starts_on"], name="calendar_term_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on} – {self.ends_on}"

    def as_term(self) -> Term:
        names = {text.language: text.name for text in self.texts.all()}
        return Term(TermKind(self.kind), self.starts_on, self.ends_on, names, self.same_date)


class CalendarTermText(Text):
    term = models.ForeignKey(CalendarTerm, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints = one_text_per_language("term")

# SPDX-License-Identifier: EUPL-1.2
"""Homes for students, staff and starters: projects, and figures that are added to and never changed."""

from datetime import date
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from kennisstad.campus.models.place import LAT, LON, lies_in_the_country
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.neighbourhoods.models import Area

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_UNITS = 20_000


class Whom(models.TextChoices):
    STUDENTS = "students", _("students")
    STAFF = "staff", _("staff")
    STARTERS = "starters", _("starters")
    VISITING_RESEARCHERS = "visiting-researchers", _("visiting researchers")
    MIXED = "mixed", _("several groups")


class HousingStatus(models.TextChoices):
    IDEA = "idea", _("idea")
    PLAN = "plan", _("plan")
    PERMIT = "permit", _("permit given")
    BUILDING = "building", _("being built")
    READY = "ready", _("let, ready")
    STOPPED = "stopped", _("stopped")


_LATER: tuple[HousingStatus, ...] = (
    HousingStatus.PLAN,
    HousingStatus.PERMIT,
    HousingStatus.BUILDING,
    HousingStatus.READY,
    HousingStatus.STOPPED,
)
NEXT: dict[HousingStatus, set[HousingStatus]] = {
    # We hear of a project now and then, so it may have taken more than one step since.
    HousingStatus.IDEA: set(_LATER),
    HousingStatus.PLAN: set(_LATER[1:]),
    HousingStatus.PERMIT: set(_LATER[2:]),
    HousingStatus.BUILDING: set(_LATER[3:]),
    HousingStatus.READY: set(),
    HousingStatus.STOPPED: {HousingStatus.PLAN},
}
"""The only steps a housing project can take."""


class HousingProjectQuerySet(models.QuerySet["HousingProject"]):
    def with_newest_figure(self) -> Self:
        """Read units, year and source of each one's newest figure along, in the same query."""
        newest = HousingFigure.objects.filter(project=OuterRef("pk")).order_by("-as_of", "-pk")
        fields = ("units", "ready_in", "as_of", "source")
        return self.annotate(**{f"newest_{name}": Subquery(newest.values(name)[:1]) for name in fields})

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class FormWithFigures(WagtailAdminModelForm):  # type: ignore[misc]
    """Refuses to take a figure away: the one before stays beside the one after."""

    def clean(self) -> Any:
        cleaned = super().clean()
        figures = self.formsets.get("figures")
        if figures is not None and figures.is_bound and any(_goes(form) for form in figures.initial_forms):
            self.add_error(None, _("A figure is never taken away. Add a newer one with its source and date."))
        return cleaned


def _goes(form: Any) -> bool:
    return bool(form.data.get(form.add_prefix("DELETE")))


class HousingProject(HasTexts["HousingProjectText"], ClusterableModel):  # type: ignore[misc]
    """A number of homes for somebody; how many and when stands in its figures."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address in words"), max_length=200, blank=True)
    lon = models.FloatField(LON, null=True, blank=True)
    lat = models.FloatField(LAT, null=True, blank=True)
    district = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="housing_projects", verbose_name=_("district")
    )
    whom = models.CharField(_("for whom"), max_length=24, choices=Whom.choices)
    developer = models.CharField(_("who builds"), max_length=120, blank=True)
    status = models.CharField(
        _("how far"), max_length=10, choices=HousingStatus.choices, default=HousingStatus.IDEA
    )
    source = models.CharField(_("source"), max_length=300)
    source_on = models.DateField(_("date of the source"))

    objects = HousingProjectQuerySet.as_manager()
    base_form_class: ClassVar[Any] = FormWithFigures
    newest_units: int | None
    newest_ready_in: int | None
    newest_as_of: date | None
    newest_source: str | None

    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("lon"), FieldPanel("lat")]),
        FieldPanel("district"),
        FieldPanel("whom"),
        FieldPanel("developer"),
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_on")]),
        InlinePanel("figures", heading=_("Figures"), label=_("Figure")),
        InlinePanel("texts", heading=_("Words"), max_num=2),
    ]

    class Meta:
        verbose_name = _("housing project")
        verbose_name_plural = _("housing projects")
        constraints = [
            lies_in_the_country(may_be_unknown=True),
            models.CheckConstraint(name="housing_whom_is_known", condition=Q(whom__in=Whom.values)),
            models.CheckConstraint(
                name="housing_status_is_known", condition=Q(status__in=HousingStatus.values)
            ),
            models.CheckConstraint(name="housing_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name

    def can_become(self, status: str) -> bool:
        return status == self.status or HousingStatus(status) in NEXT[HousingStatus(self.status)]

    def clean(self) -> None:
        before = HousingProject.objects.filter(pk=self.pk).first() if self.pk else None
        if before and self.status in HousingStatus.values and not before.can_become(self.status):
            sentence = _("This project cannot go from “%(before)s” to “%(after)s”.")
            said = {"before": before.get_status_display(), "after": self.get_status_display()}
            raise ValidationError({"status": sentence % said})


class HousingProjectText(Text):
    project = ParentalKey(HousingProject, on_delete=models.CASCADE, related_name="texts")
    summary = models.TextField(_("summary"), max_length=2000)

    class Meta:
        constraints = one_text_per_language("project")


class HousingFigure(models.Model):
    """How many homes and in which year, as a source said on a day; never changed, only followed."""

    project = ParentalKey(HousingProject, on_delete=models.CASCADE, related_name="figures")
    units = models.PositiveIntegerField(_("homes"))
    ready_in = models.PositiveSmallIntegerField(_("year in which they are ready"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    as_of = models.DateField(_("date of the source"))

    panels = [
        FieldRowPanel([FieldPanel("units"), FieldPanel("ready_in")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("as_of")]),
    ]
    passport = ("units", "ready_in", "source", "as_of")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "as_of", "source"], name="housing_figure_said_once"),
            models.CheckConstraint(
                name="housing_figure_counts_homes", condition=Q(units__gte=1, units__lte=MOST_UNITS)
            ),
            models.CheckConstraint(
                name="housing_figure_year_is_likely",
                condition=Q(ready_in__isnull=True) | Q(ready_in__gte=FIRST_YEAR, ready_in__lte=LAST_YEAR),
            ),
            models.CheckConstraint(name="housing_figure_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.units} ({self.as_of})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._differs():
            raise FiguresStay("A figure that was written down is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FiguresStay("A figure that was written down is not taken away.")

    def clean(self) -> None:
        if self._differs():
            raise ValidationError(_("A figure is never changed. Add a newer one with its source and date."))

    def _differs(self) -> bool:
        before = HousingFigure.objects.filter(pk=self.pk).first() if self.pk else None
        return before is not None and any(getattr(before, n) != getattr(self, n) for n in self.passport)


class FiguresStay(Exception):
    """Somebody tried to change or remove a figure."""

# SPDX-License-Identifier: EUPL-1.2
"""A project and what happens in it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.languages.models import HasTexts, Language, Text, one_text_per_language


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    HANDED_OVER = "handed-over", _("result handed over")
    GIVEN_BACK = "given-back", _("given back")
    CLOSED = "closed", _("closed")
    STOPPED = "stopped", _("stopped")


NEXT = {
    Status.PLANNED: {Status.RUNNING, Status.STOPPED},
    Status.RUNNING: {Status.HANDED_OVER, Status.STOPPED},
    Status.HANDED_OVER: {Status.GIVEN_BACK},
    Status.GIVEN_BACK: {Status.CLOSED},
    Status.CLOSED: set[Status](),
    Status.STOPPED: set[Status](),
}
"""The only steps a project can take; docs/reference/flows.md is drawn from this."""

UNDER_WAY = (Status.PLANNED, Status.RUNNING)
"""What is on the books, and has no result yet."""
NOT_RETURNED = (*UNDER_WAY, Status.HANDED_OVER)
"""What did not come back to the neighbourhood yet."""
WITH_RESULT = (Status.HANDED_OVER, Status.GIVEN_BACK, Status.CLOSED)
RETURNED = (Status.GIVEN_BACK, Status.CLOSED)
ENDED = (Status.CLOSED, Status.STOPPED)


class ProjectQuerySet(models.QuerySet["Project"]):
    def newest(self) -> Self:
        return self.order_by("-starts_on", "-pk")

    def under_way(self) -> Self:
        """Keep what is planned or worked on."""
        return self.filter(status__in=UNDER_WAY)

    def not_returned(self) -> Self:
        return self.filter(status__in=NOT_RETURNED)

    def returned(self) -> Self:
        """Keep what was given back in a neighbourhood."""
        return self.filter(status__in=RETURNED)

    def with_words(self) -> Self:
        return self.prefetch_related("texts", "districts").select_related("carrier")


class Project(HasTexts["ProjectText"]):
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    carrier = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="carried_projects")
    """The partner that answers for it."""
    partners = models.ManyToManyField("partners.Partner", related_name="projects", blank=True)
    course = models.ForeignKey(
        "education.Course", on_delete=models.PROTECT, related_name="projects", null=True, blank=True
    )
    districts = models.ManyToManyField("neighbourhoods.Area", related_name="projects", blank=True)
    themes = models.ManyToManyField("agreement.Theme", related_name="projects", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)
    stopped_language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    """The language of the reason, which stands in one."""

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="project_ended_means_dated",
                condition=Q(status__in=ENDED, ended_on__isnull=False)
                | Q(~Q(status__in=ENDED), ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="project_stopped_says_why",
                condition=(Q(status=Status.STOPPED) & ~Q(stopped_because="") & ~Q(stopped_language=""))
                | (~Q(status=Status.STOPPED) & Q(stopped_because="", stopped_language="")),
            ),
            models.CheckConstraint(
                name="project_stopped_language_is_known",
                condition=Q(stopped_language__in=["", *Language.values]),
            ),
            models.CheckConstraint(
                name="project_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_on"])]

    def __str__(self) -> str:
        return self.text.title if self.text else f"Project {self.pk}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def has_result(self) -> bool:
        return self.status in WITH_RESULT

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    def is_late(self, today: date) -> bool:
        """Say whether the result should have been there by now."""
        return self.status in UNDER_WAY and self.ends_on is not None and self.ends_on < today


class ProjectText(Text):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=140)
    summary = models.TextField()

    class Meta:
        constraints = [
            *one_text_per_language("project"),
            models.CheckConstraint(name="projecttext_has_a_title", condition=~Q(title="")),
        ]


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def in_order(self) -> Self:
        return self.order_by("due_on", "pk")


class Milestone(HasTexts["MilestoneText"]):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text.title if self.text else f"Milestone {self.pk}"


class MilestoneText(Text):
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=140)

    class Meta:
        constraints = [
            *one_text_per_language("milestone"),
            models.CheckConstraint(name="milestonetext_has_a_title", condition=~Q(title="")),
        ]


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def newest(self) -> Self:
        return self.order_by("-on", "-pk")


class LogEntry(HasTexts["LogText"]):
    """A dated line of what happened; public."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="log")
    on = models.DateField()

    objects = LogEntryQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.on}"


class LogText(Text):
    entry = models.ForeignKey(LogEntry, on_delete=models.CASCADE, related_name="texts")
    words = models.TextField()

    class Meta:
        constraints = [
            *one_text_per_language("entry"),
            models.CheckConstraint(name="logtext_says_something", condition=~Q(words="")),
        ]

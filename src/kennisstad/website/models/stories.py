# SPDX-License-Identifier: EUPL-1.2
"""A story about a result or a neighbourhood, told by an editor."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from kennisstad.projects.models import Project
from kennisstad.website.models.written import ABOUT, WORDS, Written


class StoryQuerySet(PageQuerySet):  # type: ignore[misc]
    def newest(self) -> Self:
        return self.order_by("-on", "-pk")  # type: ignore[no-any-return]


class StoryPage(Written):
    on = models.DateField(_("day"), default=timezone.localdate)
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    template = "website/written.html"
    parent_page_types = ["website.StoryIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("on"), *WORDS, FieldPanel("project"), ABOUT]

    class Meta:
        verbose_name = _("story")

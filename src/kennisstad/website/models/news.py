# SPDX-License-Identifier: EUPL-1.2
"""News: what happened, on which day."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from kennisstad.website.models.written import ABOUT, WORDS, Written


class NewsQuerySet(PageQuerySet):  # type: ignore[misc]
    def newest(self) -> Self:
        return self.order_by("-on", "-pk")  # type: ignore[no-any-return]


class NewsPage(Written):
    on = models.DateField(_("day"), default=timezone.localdate)

    objects = PageManager.from_queryset(NewsQuerySet)()

    template = "website/written.html"
    parent_page_types = ["website.NewsIndexPage"]
    content_panels = [*Page.content_panels, FieldPanel("on"), *WORDS, ABOUT]

    class Meta:
        verbose_name = _("news item")

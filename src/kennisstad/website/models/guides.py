# SPDX-License-Identifier: EUPL-1.2
"""A guide: how to do something, for whoever has not done it before."""

from typing import Self

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from kennisstad.website.models.written import ABOUT, WORDS, Written


class GuideQuerySet(PageQuerySet):  # type: ignore[misc]
    def newest(self) -> Self:
        return self.order_by("-last_published_at", "-pk")  # type: ignore[no-any-return]


class GuidePage(Written):
    objects = PageManager.from_queryset(GuideQuerySet)()

    template = "website/written.html"
    parent_page_types = ["website.GuideIndexPage"]
    content_panels = [*Page.content_panels, *WORDS, ABOUT]

    class Meta:
        verbose_name = _("guide")

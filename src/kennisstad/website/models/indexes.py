# SPDX-License-Identifier: EUPL-1.2
"""The pages that list news, stories, guides and the agenda; every city has them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from kennisstad.website.models.guides import GuidePage
from kennisstad.website.models.news import NewsPage
from kennisstad.website.models.pages import FOR_SEARCH_ENGINES, TITLE
from kennisstad.website.models.stories import StoryPage
from kennisstad.website.models.written import Translated

ROWS_A_PAGE = 20
LIST = "website/written_list.html"


class IndexPage(Translated):
    lead = models.TextField(_("what this page is about, in a few sentences"), max_length=500, blank=True)

    parent_page_types = ["website.HomePage"]
    promote_panels = FOR_SEARCH_ENGINES
    content_panels = [TITLE, FieldPanel("lead")]

    class Meta:
        abstract = True


class ListPage(IndexPage):
    """Lists what editors wrote beneath it, the newest first."""

    written: type[NewsPage | StoryPage | GuidePage]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = self.written.objects.child_of(self).live().newest().select_related("locale")
        rows = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "rows": rows}


class NewsIndexPage(ListPage):
    # Wagtail names a template after each class that does not say its own.
    template = LIST
    subpage_types = ["website.NewsPage"]
    written = NewsPage

    class Meta:
        verbose_name = _("news list")


class StoryIndexPage(ListPage):
    template = LIST
    subpage_types = ["website.StoryPage"]
    written = StoryPage

    class Meta:
        verbose_name = _("list of stories")


class GuideIndexPage(ListPage):
    template = LIST
    subpage_types = ["website.GuidePage"]
    written = GuidePage

    class Meta:
        verbose_name = _("list of guides")


class AgendaPage(IndexPage):
    template = "website/agenda.html"
    subpage_types = ["website.EventPage"]

    class Meta:
        verbose_name = _("agenda")

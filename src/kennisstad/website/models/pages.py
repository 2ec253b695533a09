# SPDX-License-Identifier: EUPL-1.2
"""The home page and text pages: one tree per language, translations of each other."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from kennisstad.website.models.blocks import BodyBlock

# Wagtail's own field for a title fills in the slug, and complains in the log where there is none.
TITLE = FieldPanel("title", classname="title")
# Without the slug: an address that was once said aloud stays.
FOR_SEARCH_ENGINES = [
    MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], _("For search engines"))
]


class HomePage(Page):  # type: ignore[misc]
    """What the city says of itself on its first page; everything else there comes from the records."""

    intro = models.CharField(_("who we are, in one sentence"), max_length=250)
    invitation = RichTextField(_("an invitation"), features=["bold", "italic", "link"], blank=True)

    template = "website/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "website.TextPage",
        "website.NewsIndexPage",
        "website.StoryIndexPage",
        "website.GuideIndexPage",
        "website.AgendaPage",
    ]
    max_count = len(settings.LANGUAGES)
    private_page_options: list[str] = []
    content_panels = [TITLE, FieldPanel("intro"), FieldPanel("invitation")]
    promote_panels = FOR_SEARCH_ENGINES

    class Meta:
        verbose_name = _("home page")


class Beneath(models.TextChoices):
    """What stands beneath an editor's text, drawn from the records."""

    NOTHING = "", _("nothing")
    ADDRESSES = "addresses", _("addresses of the desk and the partners")
    RETENTION = "retention", _("which personal data we keep, and how long")


class TextPage(Page):  # type: ignore[misc]
    lead = models.TextField(_("what this page is about, in a few sentences"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    beneath = models.CharField(_("beneath the text"), max_length=10, choices=Beneath.choices, blank=True)

    template = "website/text_page.html"
    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        TITLE,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("beneath"),
    ]
    promote_panels = FOR_SEARCH_ENGINES

    class Meta:
        verbose_name = _("text page")
        constraints = [
            models.CheckConstraint(
                name="text_page_beneath_is_known", condition=Q(beneath__in=Beneath.values)
            ),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "translations": self.addresses()}

    def addresses(self) -> dict[str, str]:
        """Give this page's own address in each language it was written in."""
        written = self.get_translations(inclusive=True).live().select_related("locale")
        return {page.locale.language_code: page.url for page in written}

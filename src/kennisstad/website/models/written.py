# SPDX-License-Identifier: EUPL-1.2
"""What news, stories, guides and events share: a lead, a picture, a text, and what they are about."""

from typing import Any, cast

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from kennisstad.agreement.models import Theme
from kennisstad.neighbourhoods.models import Area
from kennisstad.website.models.blocks import BodyBlock, PictureBlock

PROMOTED = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        _("Address, and for search engines"),
    )
]


class OnePicture(blocks.StreamBlock):  # type: ignore[misc]
    picture = PictureBlock()


class WrittenForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Names districts and themes as people know them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if areas := self.fields.get("areas"):
            areas.queryset = Area.objects.districts().by_name()
        if themes := self.fields.get("themes"):
            known = Theme.objects.select_related("agreement").prefetch_related("texts")
            themes.queryset = known.order_by("-agreement__starts_on", "place", "pk")
            themes.label_from_instance = named


def named(theme: Theme) -> str:
    name = theme.text.name if theme.text else theme.key
    return f"{name} ({theme.agreement.starts_on.year})"


class Translated(Page):  # type: ignore[misc]
    """A page that knows its own address in each language it was written in."""

    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "translations": self.addresses()}

    def addresses(self) -> dict[str, str]:
        """Give this page's own address in each language it was written in."""
        written = self.get_translations(inclusive=True).live().select_related("locale")
        return {page.locale.language_code: page.url for page in written}


class Written(Translated):
    """An editor's own page about something in the city."""

    lead = models.TextField(_("what this page is about, in a few sentences"), max_length=500)
    picture = StreamField(OnePicture(), verbose_name=_("picture"), blank=True, max_num=1)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    areas = ParentalManyToManyField(Area, verbose_name=_("districts"), blank=True, related_name="%(class)ss")
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="%(class)ss")

    subpage_types: list[str] = []
    base_form_class = WrittenForm
    promote_panels = PROMOTED

    class Meta:
        abstract = True

    @property
    def index(self) -> Page:
        """The page that lists it."""
        return cast("Page", self.get_parent())


ABOUT = MultiFieldPanel(
    [
        FieldPanel("areas", widget=CheckboxSelectMultiple),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
    ],
    _("What it is about"),
)
WORDS = [FieldPanel("lead"), FieldPanel("picture"), FieldPanel("body")]

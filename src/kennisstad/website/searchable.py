# SPDX-License-Identifier: EUPL-1.2
"""What the search box may know of editors' pages."""

from collections.abc import Collection, Iterator

from wagtail.models import Page

from kennisstad.web.findable import Findable
from kennisstad.website.models import EventPage, GuidePage, NewsPage, StoryPage, TextPage
from kennisstad.website.said import words_of

KINDS = (TextPage, NewsPage, StoryPage, GuidePage, EventPage)
"""The home pages and lists hold nothing that is not found on a page of its own."""


def pages(keys: Collection[int] | None) -> Iterator[Findable]:
    """Give what is live of these pages, or of all, each in its own language."""
    for kind in KINDS:
        live = kind.objects.live().select_related("locale").order_by("pk")
        for page in live if keys is None else live.filter(pk__in=keys):
            if page.url:
                yield _findable(page)


def _findable(page: Page) -> Findable:
    return Findable(
        subject=f"page:{page.pk}",
        language=page.locale.language_code,
        title=page.title,
        words=" ".join(words_of(page)),
        address=page.url,
        note=page._meta.verbose_name,
    )

# SPDX-License-Identifier: EUPL-1.2
"""News to follow without coming to look: RSS, in the reader's language."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.website.models import NewsPage

NEWEST = 20


class NewsFeed(Feed):  # type: ignore[type-arg]
    title = _("News")
    description = _("News of the city and its knowledge institutions.")

    def link(self) -> str:
        return settings.SITE_ADDRESS + reverse("website:news")

    def items(self) -> list[NewsPage]:
        language = get_language() or settings.LANGUAGE_CODE
        return list(NewsPage.objects.live().filter(locale__language_code=language).newest()[:NEWEST])

    def item_title(self, item: NewsPage) -> str:
        return str(item.title)

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return settings.SITE_ADDRESS + (item.url or "/")

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.on, time(9)))

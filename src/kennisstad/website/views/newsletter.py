# SPDX-License-Identifier: EUPL-1.2
"""The news of two weeks, drawn from what happened; to be read here or in a feed reader."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisstad.website.digest import Line, digest, lines_of


@require_safe
def newsletter(request: HttpRequest) -> HttpResponse:
    return render(request, "website/newsletter.html", {"digest": digest(timezone.localdate())})


class NewsletterFeed(Feed):  # type: ignore[type-arg]
    """The same as a feed: what was asked, begun and given back."""

    def title(self) -> str:
        return _("What happened in the city")

    def link(self) -> str:
        return reverse("website:newsletter")

    def description(self) -> str:
        return _("New questions, projects that began and results that were given back in the last two weeks.")

    def items(self) -> list[Line]:
        return lines_of(digest(timezone.localdate()))

    def item_title(self, item: Line) -> str:
        return item.title

    def item_description(self, item: Line) -> str:
        return item.words

    def item_link(self, item: Line) -> str:
        return item.address

    def item_pubdate(self, item: Line) -> datetime:
        return timezone.make_aware(datetime.combine(item.on, time(9)))

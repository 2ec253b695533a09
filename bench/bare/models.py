# SPDX-License-Identifier: EUPL-1.2
"""The pages of the peer: a first page, one list and its articles; as the Wagtail tutorial has them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    intro = RichTextField(blank=True)

    class Meta:
        app_label = "bare"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        newest = ArticlePage.objects.live().order_by("-first_published_at", "-pk")[:6]
        return {**super().get_context(request, *args, **kwargs), "articles": newest}


class ListPage(Page):
    class Meta:
        app_label = "bare"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.child_of(self).live().order_by("-first_published_at", "-pk")
        pages = Paginator(articles, 20)
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": pages.get_page(request.GET.get("page")),
        }


class ArticlePage(Page):
    intro = models.CharField(max_length=250)
    body = RichTextField()

    class Meta:
        app_label = "bare"

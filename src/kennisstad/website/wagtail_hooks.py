# SPDX-License-Identifier: EUPL-1.2
"""Fit Wagtail's pages to this site: a menu without what has no place here, and pages that stay."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from kennisstad.cms.records import RecordViewSet
from kennisstad.website.addresses import SLUGS
from kennisstad.website.links import checked_link
from kennisstad.website.models import ThemeIntroduction

UNUSED = {"images", "documents", "help"}
ELSEWHERE = {"users", "groups"}
"""People and their roles are looked after at the administrator's desk, where the journal sees it."""
STAYING = {f"/{language}/" for language, _name in settings.LANGUAGES} | {
    f"/{language}/{slug}/" for slugs in SLUGS.values() for language, slug in slugs.items()
}
"""Where the pages stand that every city has: the law, the navigation and other sites lead there."""


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def without_unused(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator]
def without_people(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in ELSEWHERE]


# After images and documents have added theirs.
@hooks.register("construct_homepage_summary_items", order=100)  # type: ignore[untyped-decorator]
def pages_alone(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator]
@hooks.register("before_unpublish_page")  # type: ignore[untyped-decorator]
def stays(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refuse_if_one_stays(request, [page])


# Moved beneath another page it would go when that page goes.
@hooks.register("before_move_page")  # type: ignore[untyped-decorator]
def stays_where_it_is(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _refuse_if_one_stays(request, [page])


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def stay(request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any) -> HttpResponse | None:
    return None if action_type == "publish" else _refuse_if_one_stays(request, pages)


def _refuse_if_one_stays(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Lead back with a sentence when one of these pages, or one beneath it, is one that every city has."""
    for page in pages:
        staying = page.get_descendants(inclusive=True).filter(url_path__in=STAYING).first()
        if staying is not None:
            sentence = _(
                "Every city has the page “%(title)s”. "
                "You can change its text, but you cannot delete, unpublish or move it."
            )
            messages.error(request, sentence % {"title": staying.title})
            return redirect("wagtailadmin_pages:edit", staying.pk)
    return None


@register_snippet
class ThemeIntroductionViewSet(RecordViewSet):
    model = ThemeIntroduction
    icon = "clipboard-list"
    list_display = ["key", "subject"]


# After Wagtail has registered its own way of writing links.
@hooks.register("register_rich_text_features", order=100)  # type: ignore[untyped-decorator]
def with_checked_links(features: Any) -> None:
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["to_database_format"]["entity_decorators"]["LINK"] = checked_link

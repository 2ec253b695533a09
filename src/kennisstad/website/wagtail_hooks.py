# SPDX-License-Identifier: EUPL-1.2
"""Fit Wagtail's pages to this site: a menu without what has no place here, and pages that stay."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from kennisstad.cms.records import RecordViewSet
from kennisstad.projects.models import Project
from kennisstad.website.addresses import SLUGS
from kennisstad.website.links import checked_link
from kennisstad.website.mending import to_mend
from kennisstad.website.models import ThemeIntroduction

UNUSED = {"documents", "help"}
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
    are_pages = action_type != "publish" and action.model is Page
    return _refuse_if_one_stays(request, pages) if are_pages else None


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


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def project_chooser() -> ChooserViewSet:
    return ChooserViewSet(
        "project_chooser", model=Project, url_prefix="project-chooser", icon="clipboard-list"
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def own_reports() -> list[URLPattern]:
    return [path("reports/to-mend/", to_mend, name="pages_to_mend")]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def report_item() -> MenuItem:
    return MenuItem(_lazy("To mend"), reverse("pages_to_mend"), icon_name="warning", order=50)

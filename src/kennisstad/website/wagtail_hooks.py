# SPDX-License-Identifier: EUPL-1.2
"""Leave out of the editors' menu what has no place on this site."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem

UNUSED = {"images", "documents", "help"}
ELSEWHERE = {"users", "groups"}
"""People and their roles are looked after at the administrator's desk, where the journal sees it."""


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

# SPDX-License-Identifier: EUPL-1.2
"""The journal hears what Wagtail does to pages of any kind (each is named `page:ID`) and to images."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from kennisstad.audit.actions import record
from kennisstad.cms.models import PageImage


def listen() -> None:
    """Write down each page that is published, taken off line, moved or deleted; with it what lies beneath."""
    page_published.connect(_published, dispatch_uid="journal")
    # A copy that goes along with its page is there at once, and Wagtail says nothing of it.
    post_save.connect(_copied, dispatch_uid="journal of copies")
    page_unpublished.connect(_unpublished, dispatch_uid="journal")
    post_page_move.connect(_moved, dispatch_uid="journal")
    page_slug_changed.connect(_moved, dispatch_uid="journal")
    # Wagtail has no signal of its own for this; every kind of page is a row of this one model too.
    post_delete.connect(_removed, sender=Page, dispatch_uid="journal")
    for signal in (post_save, post_delete):
        signal.connect(_opened_or_closed, sender=PageViewRestriction, dispatch_uid="journal")
        signal.connect(_image_changed, sender=PageImage, dispatch_uid="journal")


def _published(sender: type[Page], instance: Page, **_told: Any) -> None:
    _write("page.published", instance.pk)


def _copied(sender: type[Any], instance: Any, created: bool, **_told: Any) -> None:
    if created and isinstance(instance, Page) and instance.alias_of_id and instance.live:
        _write("page.published", instance.pk)


def _unpublished(sender: type[Page], instance: Page, **_told: Any) -> None:
    _write("page.unpublished", instance.pk)


def _moved(sender: type[Page], instance: Page, **_told: Any) -> None:
    # The addresses of all pages beneath it change as well.
    for key in instance.get_descendants(inclusive=True).values_list("pk", flat=True):
        _write("page.moved", key)


def _removed(sender: type[Page], instance: Page, **_told: Any) -> None:
    _write("page.removed", instance.pk)


def _opened_or_closed(sender: type[PageViewRestriction], instance: PageViewRestriction, **_told: Any) -> None:
    _write("page.opened-or-closed", instance.page_id)


def _image_changed(sender: type[PageImage], instance: PageImage, **_told: Any) -> None:
    # Pages show its words too, and no page is published again for them.
    who = get_active_log_context().user
    record("pageimage.changed", subject=instance, by_id=who.pk if who else None, at=timezone.now())


def _write(kind: str, key: int) -> None:
    who = get_active_log_context().user
    record(kind, subject=Page(pk=key), by_id=who.pk if who else None, at=timezone.now())

# SPDX-License-Identifier: EUPL-1.2
"""Who may write and publish the site's pages, use images and keep records; and who reads along."""

from collections.abc import Mapping

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from kennisstad.accounts.actions import EDITORS
from kennisstad.website.models import HomePage

READ_ALONG = {"nl": "Een collega leest mee", "en": "A colleague reads along"}
"""What the road to publication is called in each tree."""


def forget_first_rights() -> None:
    """Take back what Wagtail's first migrations let its editors do: images, documents, other trees."""
    for group in Group.objects.filter(name=EDITORS):
        group.permissions.clear()
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.filter(group=group).delete()


def admit_editors(homes: Mapping[str, HomePage]) -> None:
    """Let the group of editors write and publish all pages of the site."""
    group, _new = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    group.permissions.add(
        Permission.objects.get(content_type__app_label="simple_translation", codename="submit_translation")
    )
    for model in get_snippet_models():
        _let_keep(group, model)
    _let_use_images(group)
    for language, home in homes.items():
        _let_a_colleague_read_along(group, home, language)
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)


def _let_keep(group: Group, model: type[Model]) -> None:
    """Let the group make, change and remove records of one kind."""
    names = [get_permission_codename(deed, model._meta) for deed in ("add", "change", "delete", "view")]
    kept = Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=names)
    group.permissions.add(*kept)


def _let_use_images(group: Group) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _let_a_colleague_read_along(group: Group, home: HomePage, language: str) -> None:
    """Give a tree its road to publication for whoever wants a second pair of eyes; a city's own stays."""
    if WorkflowPage.objects.filter(page_id=home.pk).exists():
        return
    name = READ_ALONG[language]
    workflow, _new = Workflow.objects.get_or_create(name=name)
    task, _new = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.add(group)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)

# SPDX-License-Identifier: EUPL-1.2
"""Records that editors keep in Wagtail's forms, each change in the journal, in the same transaction."""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from kennisstad.audit.actions import record


def _journal(happened: str, kept: models.Model, request: HttpRequest) -> None:
    kind = f"{kept._meta.model_name}.{happened}"
    record(kind, subject=kept, by_id=request.user.pk, at=timezone.now())


class JournalledCreate(CreateView):  # type: ignore[misc]
    def save_instance(self) -> Any:
        # Wagtail saves and logs inside one transaction; this line joins it.
        kept = super().save_instance()
        _journal("made", kept, self.request)
        return kept


class JournalledEdit(EditView):  # type: ignore[misc]
    def save_instance(self) -> Any:
        kept = super().save_instance()
        _journal("changed", kept, self.request)
        return kept


class JournalledDelete(DeleteView):  # type: ignore[misc]
    @transaction.atomic
    def delete_action(self) -> None:
        _journal("removed", self.object, self.request)
        super().delete_action()


class RecordViewSet(SnippetViewSet):  # type: ignore[misc]
    """The editors' pages of one kind of record; register it in the package's `wagtail_hooks.py`.

    The model is a `ClusterableModel` whose words are a `Text` with a `ParentalKey` in an `InlinePanel`.
    """

    add_view_class = JournalledCreate
    edit_view_class = JournalledEdit
    delete_view_class = JournalledDelete
    copy_view_enabled = False
    add_to_admin_menu = True

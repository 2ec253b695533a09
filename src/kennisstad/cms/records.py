# SPDX-License-Identifier: EUPL-1.2
"""Records that editors keep in Wagtail's forms, each change in the journal, in the same transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from kennisstad.audit.actions import record


class JournalledCreate(CreateView):  # type: ignore[misc]
    def save_instance(self) -> Any:
        # Wagtail saves and logs inside one transaction; this line joins it.
        kept = super().save_instance()
        record(f"{kept._meta.model_name}.made", subject=kept, by_id=self.request.user.pk, at=timezone.now())
        return kept


class JournalledEdit(EditView):  # type: ignore[misc]
    def save_instance(self) -> Any:
        kept = super().save_instance()
        record(
            f"{kept._meta.model_name}.changed", subject=kept, by_id=self.request.user.pk, at=timezone.now()
        )
        return kept


class JournalledDelete(DeleteView):  # type: ignore[misc]
    @transaction.atomic
    def delete_action(self) -> None:
        gone = self.object
        record(
            f"{gone._meta.model_name}.removed", subject=gone, by_id=self.request.user.pk, at=timezone.now()
        )
        super().delete_action()


class RecordViewSet(SnippetViewSet):  # type: ignore[misc]
    """The editors' pages of one kind of record; register it in the package's `wagtail_hooks.py`.

    The record's model is a `ClusterableModel` whose words are a `Text` with a `ParentalKey`, edited by an `InlinePanel`.
    """

    add_view_class = JournalledCreate
    edit_view_class = JournalledEdit
    delete_view_class = JournalledDelete
    copy_view_enabled = False
    add_to_admin_menu = True

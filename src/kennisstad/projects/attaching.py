# SPDX-License-Identifier: EUPL-1.2
"""Put a file with a result: either both the file and its row are kept, or neither."""

from datetime import datetime
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.projects.models import Project, Result, ResultFile
from kennisstad.web.refusals import NotNow
from kennisstad.web.sent_files import kind_of

MOST_FILES = 20


def attach(
    project: Project, *, file: BinaryIO, name: str, size_bytes: int, label: str, by: User | None, at: datetime
) -> ResultFile:
    """Put a file with a project's result, under a random name of ours.

    Args:
        name: what the sender calls it; it is judged and thrown away.
    Raises:
        FileRefused: it is too large, or not of a kind that we take.
        NotNow: there is no result yet, the project is closed, or the result has twenty files.
    """
    kind = kind_of(file, name=name, size_bytes=size_bytes)
    kept = ResultFile(
        label=label, media_type=kind.media_type, size_bytes=size_bytes, content=File(file, name)
    )
    try:
        _keep(kept, project, by, at)
    except BaseException:
        if kept.content._committed:  # type: ignore[attr-defined]
            kept.content.delete(save=False)
        raise
    return kept


@transaction.atomic
def _keep(kept: ResultFile, project: Project, by: User | None, at: datetime) -> None:
    # Two people may send a last file at once: hold the project until ours is counted.
    project.refresh_from_db(from_queryset=Project.objects.select_for_update())
    kept.result = _open_result(project)
    if kept.result.files.count() >= MOST_FILES:
        raise NotNow(_("This result has twenty files already. Put the rest together in one file."))
    kept.save()
    record("project.file-attached", subject=project, by_id=by.pk if by else None, at=at, file=kept.pk)


def _open_result(project: Project) -> Result:
    if project.is_ended:
        raise NotNow(_("This project has ended. Its result takes no more files."))
    if (result := Result.objects.filter(project=project).first()) is None:
        raise NotNow(_("This project has no result yet. Hand over the result first."))
    return result

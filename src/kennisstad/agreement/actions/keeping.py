# SPDX-License-Identifier: EUPL-1.2
"""Keep the files of an agreement: either both a file and its row are kept, or neither."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from kennisstad.agreement.models import Agreement, Revision


def keep_revision(agreement: Agreement, content: bytes, *, number: int, at: datetime) -> Revision:
    """Keep the document as it is by now."""
    revision = Revision(
        agreement=agreement,
        number=number,
        content=ContentFile(content, "document.pdf"),
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        made_at=at,
    )
    with kept_or_gone(revision.content), transaction.atomic():
        revision.save()
    return revision


@contextmanager
def kept_or_gone(file: FieldFile) -> Iterator[None]:
    """Take a file that was written away again when what goes with it fails."""
    try:
        yield
    except BaseException:
        if file._committed and file.name:  # type: ignore[attr-defined]
            file.storage.delete(file.name)
        raise

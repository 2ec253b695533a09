# SPDX-License-Identifier: EUPL-1.2
"""Images, handed out so that a browser shows them and never runs them."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

MEDIA_TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
A_YEAR = "public, max-age=31536000, immutable"
"""A changed image gets another name."""


@require_safe
def image(request: HttpRequest, folder: str, name: str) -> FileResponse:
    kind = MEDIA_TYPES.get(name.rpartition(".")[2])
    if kind is None:
        raise Http404
    try:
        content = default_storage.open(f"{folder}/{name}")
    except (OSError, ValueError, SuspiciousFileOperation) as gone:
        raise Http404 from gone
    answer = FileResponse(content, content_type=kind)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = A_YEAR
    return answer

# SPDX-License-Identifier: EUPL-1.2
"""Hand out a result's file so that a browser saves it and never runs it."""

from django.http import FileResponse, Http404
from django.utils.text import slugify

from kennisstad.projects.models import ResultFile
from kennisstad.web.sent_files import KINDS

ENDINGS = {kind.media_type: f".{kind.extension}" for kind in KINDS}
"""The kinds of file we name; any other kind is handed out as plain bytes."""
PLAIN_BYTES = "application/octet-stream"
LONGEST_NAME = 80


def answer_with(file: ResultFile) -> FileResponse:
    """Answer with the file as an attachment under a name made of its label.

    Raises:
        Http404: the record is there and its file is not.
    """
    kind = file.media_type if file.media_type in ENDINGS else PLAIN_BYTES
    try:
        content = file.content.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(content, as_attachment=True, filename=name_of(file), content_type=kind)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def name_of(file: ResultFile) -> str:
    """Make a file name out of a label: letters, digits and hyphens, with the ending of its kind."""
    own = slugify(file.label)[:LONGEST_NAME].strip("-_")
    return f"{own or f'file-{file.pk}'}{ENDINGS.get(file.media_type, '')}"

# SPDX-License-Identifier: EUPL-1.2
"""Which files from outside we take: judged by what is in them, never opened by any program of ours."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

MEGABYTE = 1_000_000
LARGEST_BYTES = 10 * MEGABYTE
TOO_LARGE = _("This file is larger than 10 MB. Make it smaller and send it again.")
LARGEST_PIXELS = 40_000_000
"""A picture of a few kilobytes can unfold into gigabytes in a visitor's browser."""
MOST_SEGMENTS = 1000
"""A camera writes a few dozen before the picture begins."""


class FileRefused(ValueError):
    """We do not take this file; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Kind:
    media_type: str
    extension: str


PDF = Kind("application/pdf", "pdf")
PNG = Kind("image/png", "png")
JPEG = Kind("image/jpeg", "jpg")
CSV = Kind("text/csv", "csv")
TEXT = Kind("text/plain", "txt")
KINDS = (PDF, PNG, JPEG, CSV, TEXT)

_MARKUP = re.compile(
    rb"<\s*(?:!doctype|\?xml|html|head|body|svg|script|iframe|object|embed|math|meta)\b", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def kind_of(file: BinaryIO, *, name: str, size_bytes: int) -> Kind:
    """Say what kind of file this is.

    Args:
        name: what the sender calls it; only its ending is looked at, and only for text.
    Raises:
        FileRefused: it is too large, of another kind, or a picture with too many pixels.

    Cost: pictures and PDF are judged by their first bytes; text is read once.
    """
    if size_bytes > LARGEST_BYTES:
        raise FileRefused(TOO_LARGE)
    judge = next((judge for magic, judge in _BY_MAGIC.items() if _at(file, 0, len(magic)) == magic), None)
    kind = judge(file) if judge else _text(file, name)
    file.seek(0)
    return kind


def _pdf(file: BinaryIO) -> Kind:
    return PDF


def _png(file: BinaryIO) -> Kind:
    head = _at(file, 12, 12)
    if head[:4] != b"IHDR":
        raise _damaged()
    _check_pixels(int.from_bytes(head[4:8]), int.from_bytes(head[8:12]))
    return PNG


def _jpeg(file: BinaryIO) -> Kind:
    """Walk from segment to segment until the one that tells the size."""
    place = 2
    for _segment in range(MOST_SEGMENTS):
        head = _at(file, place, 9)
        if len(head) < 9 or head[0] != 0xFF:
            break
        if head[1] in _TELLS_SIZE:
            _check_pixels(int.from_bytes(head[7:9]), int.from_bytes(head[5:7]))
            return JPEG
        place += 1 if head[1] == 0xFF else 2 + int.from_bytes(head[2:4])
    raise _damaged()


_TELLS_SIZE = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BY_MAGIC: dict[bytes, Callable[[BinaryIO], Kind]] = {
    b"%PDF-": _pdf,
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpeg,
}


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length)


def _text(file: BinaryIO, name: str) -> Kind:
    kind = {".csv": CSV, ".txt": TEXT}.get(PurePath(name.lower()).suffix)
    content = _at(file, 0, LARGEST_BYTES)
    if _MARKUP.search(content):
        raise FileRefused(_("This is a web page or a drawing (HTML, SVG). Send it as a PDF or a picture."))
    if kind is None or _CONTROL.search(content):
        raise FileRefused(_("We take PDF, PNG, JPEG, CSV and plain text. Save the file as one of these."))
    try:
        content.decode()
    except UnicodeDecodeError:
        raise FileRefused(
            _("We cannot read the letters in this text. Save it as UTF-8 and send it again.")
        ) from None
    return kind


def _check_pixels(width: int, height: int) -> None:
    if width * height == 0:
        raise _damaged()
    if width * height > LARGEST_PIXELS:
        raise FileRefused(_("This picture has too many pixels. Make it smaller and send it again."))


def _damaged() -> FileRefused:
    return FileRefused(_("This picture is damaged. Open it, save it again and send the new one."))

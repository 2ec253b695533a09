# SPDX-License-Identifier: EUPL-1.2
"""Pictures from outside: judged before they are opened, then drawn anew, so that nothing else is kept.

What was hidden behind the picture (a web page, the place where a photo was taken) is gone afterwards.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from kennisstad.web.sent_files import FileRefused, Kind, kind_of

MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LONGEST_SIDE = 2560
"""Twice the widest place that a page has for a picture."""
QUALITY = 88
ONE_AT_A_TIME = Lock()
CANNOT_BE_DRAWN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
"""What Pillow raises for a picture that breaks off or is not what it says."""


@dataclass(frozen=True)
class Drawn:
    content: bytes
    kind: Kind


def drawn_anew(file: BinaryIO, *, name: str, size_bytes: int) -> Drawn:
    """Give the same picture, written by ourselves, upright and no larger than a page can show.

    Raises:
        FileRefused: it is no PNG or JPEG, too large, damaged, or has too many pixels; nothing was unfolded.

    Cost: at most 40 million pixels in memory, once.
    """
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if not start.startswith(MAGIC):
        raise FileRefused(_("We take photos and drawings as JPEG or PNG. Save it as one of these."))
    kind = kind_of(file, name=name, size_bytes=size_bytes)
    try:
        return Drawn(_draw(file, kind), kind)
    except CANNOT_BE_DRAWN as fault:
        raise FileRefused(
            _("This picture is damaged. Open it, save it again and send the new one.")
        ) from fault


@contextmanager
def _whole() -> Iterator[None]:
    """Take no picture that breaks off: WeasyPrint lets Pillow take them, everywhere, once it was imported."""
    with ONE_AT_A_TIME:
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _draw(file: BinaryIO, kind: Kind) -> bytes:
    drawn = BytesIO()
    with _whole(), Image.open(file, formats=["PNG", "JPEG"]) as sent:
        sent.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(sent)
        if kind.extension == "jpg":
            # Pillow would write the words that stand beside the picture again.
            upright.convert("RGB").save(drawn, "JPEG", quality=QUALITY, progressive=True, comment=b"")
        else:
            # A new picture: what else a file can carry along stays behind.
            clean = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                clean = Image.new("RGBA", upright.size)
                upright = upright.convert("RGBA")
            clean.paste(upright)
            clean.save(drawn, "PNG")
    return drawn.getvalue()

# SPDX-License-Identifier: EUPL-1.2
"""What editors may send in as a picture, and that nothing but the picture is kept of it."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kennisstad.cms.pictures import LONGEST_SIDE, Drawn, drawn_anew
from kennisstad.web.sent_files import FileRefused

SPOTS = st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4)
"""Where a picture is broken, and with what."""
PLACE = 34853
"""The tag under which a camera writes where it was."""


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **how: Any) -> bytes:
    written = BytesIO()
    Image.new(mode, size, 1).save(written, kind, **how)
    return written.getvalue()


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of a few bytes that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def draw(content: bytes, name: str = "photo.png") -> Drawn:
    return drawn_anew(BytesIO(content), name=name, size_bytes=len(content))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_a_png_stays_a_png_of_the_same_size(mode):
    drawn = draw(picture(mode=mode))

    with Image.open(BytesIO(drawn.content)) as found:
        assert (found.format, found.size, drawn.kind.extension) == ("PNG", (40, 30), "png")


def test_a_large_photo_becomes_as_large_as_a_page_can_show():
    drawn = draw(picture("JPEG", (5000, 2500)))

    with Image.open(BytesIO(drawn.content)) as found:
        assert (found.format, found.size) == ("JPEG", (LONGEST_SIDE, LONGEST_SIDE // 2))


def test_a_photo_stands_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[PLACE] = {1: "N", 2: (52.0, 9.0, 0.0)}

    drawn = draw(picture("JPEG", (40, 30), exif=exif.tobytes()), "photo.jpg")

    with Image.open(BytesIO(drawn.content)) as found:
        assert (found.size, dict(found.getexif())) == ((30, 40), {})


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_was_hidden_behind_a_picture_is_gone(kind):
    hidden = b"<script>alert(1)</script>"

    assert hidden not in draw(picture(kind) + hidden).content


def test_a_picture_that_would_unfold_is_refused_before_it_does():
    with pytest.raises(FileRefused, match="pixels"):
        draw(bomb())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"a,b\n1,2\n",
    ],
)
def test_what_is_no_jpeg_or_png_is_refused_whatever_its_name(content):
    with pytest.raises(FileRefused, match="JPEG"):
        draw(content, "photo.png")


def test_a_file_over_ten_megabytes_is_refused():
    with pytest.raises(FileRefused, match="10 MB"):
        drawn_anew(BytesIO(picture()), name="x.png", size_bytes=10_000_001)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@settings(deadline=None)
@given(
    length=st.integers(1, 2000), spots=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4)
)
def test_a_broken_picture_is_drawn_or_refused_and_nothing_else(kind, length, spots):
    broken = bytearray(picture(kind)[:length])
    for place, value in spots:
        broken[place % len(broken)] = value

    try:
        draw(bytes(broken))
    except FileRefused:
        return


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_words_beside_a_photo_are_gone(mode):
    sent = picture("JPEG", mode=mode, comment=b"taken at the home of somebody")

    assert b"somebody" in sent
    assert b"somebody" not in draw(sent, "photo.jpg").content

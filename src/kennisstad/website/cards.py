# SPDX-License-Identifier: EUPL-1.2
"""The picture that a page is shared with: its title, where it belongs, a district's outline, the road.

Drawn once by ourselves and kept under the digest of what stands on it, so that no other host draws for us.
"""

import hashlib
import os
import textwrap
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from kennisstad.lib.geometry import Frame, Geometry, frame_of, polygons

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Draw
    from PIL.ImageFont import FreeTypeFont

WIDE, HIGH, EDGE = 1200, 630, 72
PAPER, INK, SOFT, CANAL, BRICK, LAND = "#fbf8f1", "#1b2130", "#4a5162", "#0b5a6b", "#a6361f", "#dfe9e6"
FONTS = Path(__file__).parents[1] / "web" / "static" / "web" / "fonts"
HEADING = "bricolage-grotesque-latin-wght-normal.woff2"
TEXT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
STATIONS = 6
MOST_KEPT = 4000
"""How many pictures stay on the disk; the oldest go first."""
LOOKS = "1"
"""Changes when the drawing does, so that older pictures are drawn anew."""


@dataclass(frozen=True)
class Card:
    """What stands on a picture."""

    title: str
    kicker: str
    site: str
    outline: Geometry | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{LOOKS}{astuple(self)!r}".encode()).hexdigest()[:32]


def picture(card: Card) -> bytes:
    """Give the PNG of a card, from the disk when it was drawn before."""
    folder = Path(settings.KENNISSTAD_HOME) / "cards"
    file = folder / f"{card.digest}.png"
    try:
        return file.read_bytes()
    except FileNotFoundError:
        drawn = draw(card)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = folder / f".{card.digest}-{os.getpid()}"
    own.write_bytes(drawn)
    own.replace(file)
    _make_room(folder)
    return drawn


def draw(card: Card) -> bytes:
    """Draw a card as a PNG."""
    image = Image.new("RGB", (WIDE, HIGH), PAPER)
    pen = ImageDraw.Draw(image)
    wide = WIDE - 2 * EDGE
    if card.outline:
        _draw_outline(pen, card.outline)
        wide -= 400
    pen.text((EDGE, EDGE), card.kicker, font=_font(TEXT, 34, 600), fill=CANAL)
    top = EDGE + 64
    for line, font, high in _title(card.title, wide):
        pen.text((EDGE, top), line, font=font, fill=INK)
        top += high
    _draw_road(pen)
    pen.text((EDGE, HIGH - EDGE - 34), card.site, font=_font(TEXT, 34, 700), fill=SOFT)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(title: str, wide: int) -> list[tuple[str, "FreeTypeFont", int]]:
    """Break a title into at most five lines, in the largest letters with which it fits."""
    for size in (76, 64, 54, 46):
        font = _font(HEADING, size, 650)
        lines = _lines(title, font, wide)
        if len(lines) * size * 1.16 <= HIGH - 3.6 * EDGE:
            break
    else:
        lines = [*lines[:6], f"{lines[6][:-1]}…"]
    return [(line, font, round(size * 1.16)) for line in lines]


def _lines(title: str, font: "FreeTypeFont", wide: int) -> list[str]:
    lines = [""]
    for word in " ".join(title.split())[:400].split(" "):
        for piece in textwrap.wrap(word, 24) or [""]:
            longer = f"{lines[-1]} {piece}".strip()
            if font.getlength(longer) <= wide:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _draw_outline(pen: "Draw", outline: Geometry) -> None:
    frame = frame_of([outline], size=380, margin=4)
    left, top = WIDE - EDGE - frame.width, (HIGH - frame.height) // 2 - 30
    for polygon in polygons(outline):
        for place, ring in enumerate(polygon):
            dots = [_moved(frame, position, left, top) for position in ring]
            pen.polygon(dots, fill=PAPER if place else LAND)
            pen.line(dots, fill=CANAL, width=4, joint="curve")


def _moved(frame: Frame, position: tuple[float, float], left: int, top: int) -> tuple[int, int]:
    x, y = frame.place(position)
    return x + left, y + top


def _draw_road(pen: "Draw") -> None:
    """Draw the road's six stations, the last of them reached."""
    y, apart = HIGH - EDGE - 86, 96
    pen.line([(EDGE, y), (EDGE + apart * (STATIONS - 1), y)], fill=CANAL, width=5)
    for station in range(STATIONS):
        x, last = EDGE + apart * station, station == STATIONS - 1
        around = 13 if last else 9
        colour = BRICK if last else CANAL
        pen.ellipse([x - around, y - around, x + around, y + around], fill=colour, outline=PAPER, width=3)


@cache
def _font(name: str, size: int, weight: int) -> "FreeTypeFont":
    font = ImageFont.truetype(FONTS / name, size)
    font.set_variation_by_axes([weight])
    return font


def _make_room(folder: Path) -> None:
    files = list(folder.glob("*.png"))
    if len(files) > MOST_KEPT:
        oldest = sorted(files, key=lambda file: file.stat().st_mtime)
        for file in oldest[: MOST_KEPT // 10]:
            file.unlink(missing_ok=True)

# SPDX-License-Identifier: EUPL-1.2
"""The picture of the example's story, drawn by us: a bench beneath a tree by the water."""

from io import BytesIO

from PIL import Image, ImageDraw

PAPER, WATER, BRICK, MOSS, INK = "#fbf8f1", "#0b5a6b", "#a6361f", "#3e6b2f", "#1b2130"
WIDTH, HEIGHT = 1600, 900


def bench_by_the_water() -> bytes:
    """Give the picture as a PNG of a few kilobytes; the same every time."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 640, WIDTH, HEIGHT), fill=WATER)
    for row in range(690, HEIGHT, 60):
        for start in range(row % 120 * 3, WIDTH, 360):
            pen.line((start, row, start + 160, row), fill=PAPER, width=5)
    pen.rectangle((900, 430, WIDTH, 640), fill=BRICK)
    pen.pieslice((1000, 470, 1400, 870), 180, 360, fill=WATER)
    pen.rectangle((880, 400, WIDTH, 440), fill=INK)
    pen.rectangle((0, 600, 880, 660), fill=MOSS)
    pen.rectangle((250, 300, 290, 610), fill=INK)
    for left, top in ((90, 140), (190, 60), (280, 150), (180, 200)):
        pen.ellipse((left, top, left + 210, top + 190), fill=MOSS)
    pen.rectangle((430, 500, 740, 524), fill=INK)
    pen.rectangle((430, 430, 740, 454), fill=INK)
    for leg in (450, 705):
        pen.rectangle((leg, 430, leg + 16, 602), fill=INK)
    written = BytesIO()
    picture.quantize(8).save(written, "PNG", optimize=True)
    return written.getvalue()

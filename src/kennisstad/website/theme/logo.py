# SPDX-License-Identifier: EUPL-1.2
"""Judge a logo: a PNG of sensible size, or an SVG that only draws."""

import re
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from kennisstad.website.theme.tokens import BadTheme

MOST_BYTES, MOST_PIXELS = 100_000, 4_000_000
DRAWS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol",
}  # fmt: skip
LEADS_AWAY = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|javascript:|data:|//", re.IGNORECASE)
NAMESPACES = ("http://www.w3.org/2000/svg", "")


def check_png(content: bytes) -> None:
    """Raises BadTheme when this is no PNG of sensible size."""
    _limit(content)
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadTheme("The logo has too many pixels.")
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError, ValueError) as wrong:
        if isinstance(wrong, BadTheme):
            raise
        raise BadTheme("logo.png is not a PNG.") from None


def check_svg(content: bytes) -> None:
    """Raises BadTheme when this does anything but draw: script, another file, a style, an entity."""
    _limit(content)
    text = content.decode("utf-8", errors="replace")
    if "<!" in text.replace("<!--", "") or "<?xml-" in text:
        raise BadTheme("logo.svg has a document type or a style sheet; save it as plain SVG.")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 (no document type, so no entities)
    except ElementTree.ParseError:
        raise BadTheme("logo.svg is not SVG.") from None
    for element in root.iter():
        namespace, _brace, name = str(element.tag).removeprefix("{").rpartition("}")
        if name not in DRAWS or namespace not in NAMESPACES:
            raise BadTheme(f"logo.svg holds <{name[:40]}>, and a logo only draws.")
        for attribute, value in element.attrib.items():
            _check(attribute.rpartition("}")[2].lower(), value)
    if root.tag.rpartition("}")[2] != "svg":
        raise BadTheme("logo.svg is not SVG.")


def _check(attribute: str, value: str) -> None:
    leads_out = attribute in ("href", "src") and not value.startswith("#")
    if attribute.startswith("on") or attribute == "style" or leads_out or LEADS_AWAY.search(value):
        raise BadTheme(f"logo.svg has “{attribute[:40]}”, which could do more than draw.")


def _limit(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise BadTheme(f"The logo is larger than {MOST_BYTES // 1000} kB.")

# SPDX-License-Identifier: EUPL-1.2
"""Read a city's folder, judge all of it, and make what is served."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kennisstad.website.theme import logo
from kennisstad.website.theme.contrast import Contrast, contrasts
from kennisstad.website.theme.tokens import (
    MOST_BYTES,
    BadTheme,
    Looks,
    as_css,
    blocks,
    declarations,
    from_css,
    from_json,
)

OURS = Path(__file__).parents[2] / "web" / "static" / "web" / "css" / "tokens.css"
FONT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
MOST_FONTS, MOST_FONT_BYTES = 6, 300_000
STYLES = "theme.css"


@dataclass(frozen=True)
class Theme:
    """What a city set: files to serve by name, and what was noticed."""

    files: dict[str, bytes]
    looks: Looks
    unknown: list[str] = field(default_factory=list)
    """Tokens that no component of this site uses."""

    @property
    def digest(self) -> str:
        """Of all files together: it stands in their addresses."""
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{name}\0{len(content)}\0".encode() + content)
        return whole.hexdigest()[:16]


def read(folder: Path) -> Theme:
    """Read and judge a folder with tokens.css or tokens.json, logo.svg or logo.png, and fonts as WOFF2.

    Raises:
        BadTheme: something in it cannot be served, or words could no longer be read on it.
    """
    if not folder.is_dir():
        raise BadTheme(f"There is no folder {folder}.")
    looks = _looks(folder)
    if wrong := _unreadable(looks):
        raise BadTheme("Too little contrast:\n" + "\n".join(wrong))
    files = _logo(folder) | _fonts(folder)
    faces = "".join(
        f'@font-face{{font-family:"{Path(name).stem}";src:url("{name}")format("woff2");'
        "font-weight:100 900;font-display:swap}\n"
        for name in files
        if name.endswith(".woff2")
    )
    files[STYLES] = (faces + as_css(looks)).encode()
    known = ours()["light"].keys()
    unknown = sorted({*looks["light"], *looks["dark"]} - known)
    return Theme(files, looks, unknown)


def reckoned(looks: Looks) -> dict[str, list[Contrast]]:
    """Reckon the known pairs in both looks, with our own tokens where the theme sets none."""
    own = ours()
    light = own["light"] | looks["light"]
    # In the dark our own dark tokens stand; a theme that sets a colour for the light sets it for both.
    dark = own["light"] | own["dark"] | looks["light"] | looks["dark"]
    return {"light": contrasts(light), "dark": contrasts(dark)}


@cache
def ours() -> Looks:
    """Give the site's own tokens."""
    looks: Looks = {"light": {}, "dark": {}}
    for look, selector, body in blocks(OURS.read_text(encoding="utf-8")):
        if selector.startswith(":root"):
            told = body.replace("color-scheme: light dark;", "")
            looks[look] |= dict(declarations(told))
    return looks


def _unreadable(looks: Looks) -> list[str]:
    return [f"{look}: {one}" for look, pairs in reckoned(looks).items() for one in pairs if not one.is_enough]


def _looks(folder: Path) -> Looks:
    for name, reader in (("tokens.css", from_css), ("tokens.json", from_json)):
        if (file := folder / name).is_file():
            return reader(_text(file))
    return {"light": {}, "dark": {}}


def _text(file: Path) -> str:
    content = _content(file, MOST_BYTES)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadTheme(f"{file.name} is not written in UTF-8.") from None


def _content(file: Path, most: int) -> bytes:
    if file.is_symlink() or file.stat().st_size > most:
        raise BadTheme(f"{file.name} is larger than {most // 1000} kB, or leads elsewhere.")
    return file.read_bytes()


def _logo(folder: Path) -> dict[str, bytes]:
    for name, check in (("logo.svg", logo.check_svg), ("logo.png", logo.check_png)):
        if (file := folder / name).is_file():
            content = _content(file, logo.MOST_BYTES)
            check(content)
            return {name: content}
    return {}


def _fonts(folder: Path) -> dict[str, bytes]:
    files = sorted(folder.glob("*.woff2"))
    if len(files) > MOST_FONTS:
        raise BadTheme(f"A theme has at most {MOST_FONTS} fonts.")
    found = {}
    for file in files:
        content = _content(file, MOST_FONT_BYTES)
        if not FONT_NAME.fullmatch(file.stem) or content[:4] != b"wOF2":
            raise BadTheme(
                f"{file.name[:60]} is not a WOFF2 font with a name of small letters, digits and hyphens."
            )
        found[file.name] = content
    return found

# SPDX-License-Identifier: EUPL-1.2
"""Where a city's theme is kept: a folder named after its content, and one file that says which it is."""

import json
import re
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kennisstad.website.theme.folder import STYLES, Theme

DIGEST = re.compile(r"[0-9a-f]{16}")
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@dataclass(frozen=True)
class Kept:
    """The theme that stands, as pages name it."""

    digest: str
    logo: str
    """The name of its file; nothing when the city set none."""
    before: str = ""

    @property
    def styles(self) -> str:
        return STYLES


def current() -> Kept | None:
    """Say which theme stands; nothing when it is our own."""
    try:
        return Kept(**json.loads(_pointer().read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None


def keep(theme: Theme) -> Kept:
    """Put a judged theme in place; pages that were sent before still find the one before it."""
    standing = current()
    logo = next((name for name in theme.files if name.startswith("logo.")), "")
    before = standing.digest if standing and standing.digest != theme.digest else ""
    target = _folder() / theme.digest
    if not target.is_dir():
        made = _folder() / f".{uuid.uuid4().hex}"
        made.mkdir(parents=True)
        for name, content in theme.files.items():
            (made / name).write_bytes(content)
        made.replace(target)
    kept = Kept(theme.digest, logo, before)
    own = _folder() / f".{uuid.uuid4().hex}.json"
    own.write_text(json.dumps(vars(kept)), encoding="utf-8")
    own.replace(_pointer())
    for old in _folder().iterdir():
        if DIGEST.fullmatch(old.name) and old.name not in (kept.digest, kept.before):
            shutil.rmtree(old, ignore_errors=True)
    return kept


def clear() -> bool:
    """Go back to our own theme; say whether there was another."""
    there = current() is not None
    shutil.rmtree(_folder(), ignore_errors=True)
    return there


def file_of(digest: str, name: str) -> tuple[bytes, str] | None:
    """Give a file of a kept theme and what kind it is; nothing when there is none."""
    file = _folder() / digest / name
    kind = KINDS.get(file.suffix)
    if not (DIGEST.fullmatch(digest) and kind and file.name == name and file.is_file()):
        return None
    return file.read_bytes(), kind


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "theme"


def _pointer() -> Path:
    return _folder() / "theme.json"

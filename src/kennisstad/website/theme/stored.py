# SPDX-License-Identifier: EUPL-1.2
"""Where a city's theme is kept: a folder named after its content, and one file that says which it is."""

import json
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kennisstad.website.theme.folder import STYLES, Theme

FILES, POINTER = "files", "theme.json"
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


@dataclass(frozen=True)
class Beside:
    """A theme that was written, and does not stand yet."""

    kept: Kept
    folder: Path

    def stand(self) -> None:
        """Put it in place; pages that were sent before still find the one before it."""
        target = _folder() / self.kept.digest
        if not target.is_dir():
            (self.folder / FILES).replace(target)
        (self.folder / POINTER).replace(_pointer())
        shutil.rmtree(self.folder, ignore_errors=True)
        for old in _folder().iterdir():
            if DIGEST.fullmatch(old.name) and old.name not in (self.kept.digest, self.kept.before):
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def beside(theme: Theme) -> Iterator[Beside]:
    """Write a judged theme beside the one that stands; whatever fails inside takes it away again."""
    standing = current()
    logo = next((name for name in theme.files if name.startswith("logo.")), "")
    before = standing.digest if standing and standing.digest != theme.digest else ""
    made = Beside(Kept(theme.digest, logo, before), _folder() / f".{uuid.uuid4().hex}")
    try:
        (made.folder / FILES).mkdir(parents=True)
        for name, content in theme.files.items():
            (made.folder / FILES / name).write_bytes(content)
        (made.folder / POINTER).write_text(json.dumps(vars(made.kept)), encoding="utf-8")
        yield made
    except BaseException:
        shutil.rmtree(made.folder, ignore_errors=True)
        raise


def clear() -> None:
    """Go back to our own theme."""
    shutil.rmtree(_folder(), ignore_errors=True)


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
    return _folder() / POINTER

# SPDX-License-Identifier: EUPL-1.2
"""Static files: named after their content, kept by browsers for ever, served by ourselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import UserSettingsHolder, settings
from django.core.files.base import ContentFile
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = "web/css/site.css"
"""Our one style sheet: a list of imports while we write it, one file once it is collected."""
IMPORT = re.compile(r'@import url\("([\w.-]+)"\) layer\((\w+)\);')
AT_THE_ROOT = Path(__file__).parent / "root"
"""Files that browsers and robots look for at the site's root."""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names files after their content when they are collected; before that, as they are."""

    manifest_strict = False
    support_js_module_import_aggregation = True
    hashed_files: dict[str, str]
    manifest_hash: str

    def stored_name(self, name: str) -> str:
        # A process that was there before the files were first collected looks again.
        if not self.hashed_files:
            self.hashed_files, self.manifest_hash = self.load_manifest()
        return str(super().stored_name(name))

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        if content is None and not self.exists(name):
            return name
        return str(super().hashed_name(name, content, filename))

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLES in paths and not dry_run:
            paths = {**paths, STYLES: (self, self._joined_styles(paths))}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined_styles(self, paths: dict[str, Any]) -> str:
        """Put the imported files into our style sheet: one answer draws a page sooner than six."""
        folder = STYLES.rpartition("/")[0]

        def layer(found: re.Match[str]) -> str:
            return f"@layer {found[2]} {{\n{_source(paths, f'{folder}/{found[1]}')}}}\n"

        self.delete(STYLES)
        return str(self.save(STYLES, ContentFile(IMPORT.sub(layer, _source(paths, STYLES)).encode())))


def _source(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves collected files; where none were collected, the files in our folders as they are now."""

    def __init__(self, get_response: Any = None) -> None:
        ours = UserSettingsHolder(settings)
        fresh = settings.DEBUG or not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
        ours.WHITENOISE_AUTOREFRESH = ours.WHITENOISE_USE_FINDERS = fresh
        ours.WHITENOISE_ALLOW_ALL_ORIGINS = False
        ours.WHITENOISE_ROOT = AT_THE_ROOT
        super().__init__(get_response, ours)

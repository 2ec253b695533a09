# SPDX-License-Identifier: EUPL-1.2
"""Pages as a tagged PDF: made of our own HTML and our own files, and the same page gives the same bytes."""

import hashlib
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext_lazy as _

from kennisstad.web.refusals import NotNow

OURS = "https://paper.invalid/"
"""Where our static files seem to stand for HTML that becomes paper: a name that leads nowhere."""
_one_at_a_time = threading.Lock()


class NoPaper(NotNow):
    """This machine lacks what makes a PDF."""


def pdf(html: str) -> bytes:
    """Make a tagged PDF (PDF/UA-1 tags) of a whole HTML page; its `<title>` and `lang` become the document's.

    Static files are named as `web/paper/paper.css`; nothing is fetched from anywhere else. For a date
    in the document write `<meta name="dcterms.created" content="…">`: the clock is not looked at.

    Raises:
        NoPaper: Pango is not on this machine.
    """
    weasyprint = _weasyprint()
    # Pango's font maps are not made for threads; neither is the clock that fonts are stamped by.
    with _one_at_a_time, _clock_stopped():
        document = weasyprint.HTML(string=html, base_url=OURS, url_fetcher=_fetcher()())
        made: bytes = document.write_pdf(
            stylesheets=[],
            pdf_variant="pdf/ua-1",
            # The identifier comes from the words instead of from the clock.
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
            custom_metadata=False,
        )
    return made


@contextmanager
def _clock_stopped() -> Iterator[None]:
    """Let fonts be stamped with one moment (https://reproducible-builds.org/specs/source-date-epoch/)."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "946684800"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def can_make() -> bool:
    """Say whether this machine has what makes a PDF."""
    try:
        _weasyprint()
    except NoPaper:
        return False
    return True


def _weasyprint() -> Any:
    try:
        # Loaded when it is needed: it takes a second, and Pango may be missing.
        weasyprint = import_module("weasyprint")
    except OSError as missing:
        raise NoPaper(
            _("This machine cannot make a PDF: Pango is missing. The administrator can install it.")
        ) from missing
    # It warns of every rule for screens in the style sheets that paper shares with pages.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


def _fetcher() -> Any:
    urls = import_module("weasyprint.urls")

    class OurFilesOnly(urls.URLFetcher):  # type: ignore[misc,name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(OURS)
            place = _static_file(name) if url.startswith(OURS) else None
            if place is None:
                raise ValueError(f"{url} is no file of ours.")
            kind = guess_type(name)[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, body=place.read_bytes(), headers={"Content-Type": kind})

    return OurFilesOnly


def _static_file(name: str) -> Path | None:
    try:
        found = finders.find(name) if ".." not in PurePosixPath(name).parts else None
    except SuspiciousFileOperation:
        return None
    return Path(found) if isinstance(found, str) else None

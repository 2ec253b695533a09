# SPDX-License-Identifier: EUPL-1.2
"""A page on paper: tagged, made of our own files alone, and the same twice."""

import time
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from kennisstad.web import paper

pytestmark = pytest.mark.usefixtures("pango")
PAGE = (
    '<html lang="nl"><head><title>Het jaarverslag</title><meta name="dcterms.created" content="2026-01-02">'
    '<link rel="stylesheet" href="web/css/tokens.css">'
    '<link rel="stylesheet" href="web/paper/paper.css"></head>'
    "<body><h1>Het jaarverslag</h1><p>Eén zin met een <b>vet</b> woord.</p>{}</body></html>"
)

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def test_a_page_becomes_a_tagged_document_with_its_title_and_language() -> None:
    document = read(paper.pdf(PAGE.format("")))

    root = document.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "nl")
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata["/CreationDate"]) == ("Het jaarverslag", "D:20260102")
    assert "Eén zin met een vet woord." in document.pages[0].extract_text()


def test_it_is_drawn_in_our_own_letters() -> None:
    fonts = read(paper.pdf(PAGE.format(""))).pages[0]["/Resources"]["/Font"]

    names = {fonts[name].get_object()["/BaseFont"].partition("+")[2] for name in fonts}
    assert {name.partition("-")[0] for name in names} >= {"Atkinson", "Bricolage"}


def test_the_same_page_gives_the_same_bytes_at_another_moment() -> None:
    made = paper.pdf(PAGE.format(""))
    time.sleep(1.1)

    assert paper.pdf(PAGE.format("")) == made


def pictures(made: bytes) -> int:
    return len(read(made).pages[0].images)


def test_nothing_but_our_own_files_is_fetched(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b64decode(DOT))
    page = PAGE.format(f'<img alt="" src="{picture.as_uri()}">').replace("web/paper/paper.css", "")

    assert pictures(HTML(string=page).write_pdf()) == 1, "the picture could be had"
    assert pictures(paper.pdf(page)) == 0


@pytest.mark.parametrize(
    "name", ["../../settings.py", "web/../../config/settings.py", "/etc/passwd", "no.png"]
)
def test_what_is_no_static_file_is_none_of_ours(name: str) -> None:
    with pytest.raises(ValueError, match="is no file of ours"):
        paper._fetcher()().fetch(f"{paper.OURS}{name}")


def test_a_machine_without_pango_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(paper, "import_module", missing)

    with pytest.raises(paper.NoPaper, match="Pango"):
        paper.pdf(PAGE.format(""))

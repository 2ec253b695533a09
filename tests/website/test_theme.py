# SPDX-License-Identifier: EUPL-1.2
"""A city's own look: judged, told, kept under our own address, and gone again; nothing else gets in."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kennisstad.audit.models import Event
from kennisstad.website import actions
from kennisstad.website.actions import lay_out
from kennisstad.website.theme import logo, stored
from kennisstad.website.theme.contrast import ratio
from kennisstad.website.theme.folder import ours, read, reckoned
from kennisstad.website.theme.tokens import BadTheme, as_css, from_css, from_json
from tests.making import MONDAY
from tests.website.making import read as read_page

CSS = """/* An example, of no city. */
:root { --utrecht-link-color: #0b5a6b; --brick: #0b5a6b; --text-face: "sample", sans-serif; }
@media (prefers-color-scheme: dark) { :root { --utrecht-link-color: #7cc7d6; --brick: #7cc7d6 } }
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z" fill="#0b5a6b"/></svg>'
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: (number >> 16, number >> 8 & 255, number & 255))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "mine"
    made.mkdir()
    (made / "tokens.css").write_text(CSS)
    (made / "logo.svg").write_text(LOGO)
    (made / "sample.woff2").write_bytes(b"wOF2" + bytes(60))
    return made


def test_our_own_theme_can_be_read_in_light_and_dark():
    pairs = reckoned({"light": {}, "dark": {}})

    assert [str(one) for look in pairs.values() for one in look if not one.is_enough] == []


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_one_and_twenty_one(one, other):
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.01
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_css_is_read_and_written_anew():
    assert from_css(as_css(from_css(CSS))) == from_css(CSS)
    assert "example" not in as_css(from_css(CSS))


def test_json_says_the_same_as_css():
    told = '{"utrecht": {"link": {"color": {"$value": "#0b5a6b", "$type": "color"}}}}'

    assert from_json(told) == {"light": {"--utrecht-link-color": "#0b5a6b"}, "dark": {}}


@pytest.mark.parametrize(
    "css",
    [
        '@import url("https://evil.example/x.css");',
        '@import "x.css"; :root{--a:1px}',
        ":root{--logo:url(https://evil.example/x)}",
        ":root{--logo:URL( //evil.example )}",
        ":root{--a:image-set('x' 1x)}",
        ":root{--a:\\75rl(x)}",
        ":root{color:red}",
        "body{--a:red}",
        ":root{--a:red}}body{display:none}",
        ":root{--a:red",
        ":root{--a:</style><script>}",
        "@media print{:root{--a:red}}",
        "@media (prefers-color-scheme: dark){@import 'x'}",
        ":root{--a:expression(alert(1))}",
        f":root{{--a:{'1' * 300}}}",
    ],
)
def test_css_that_does_anything_but_set_tokens_is_refused(css):
    with pytest.raises(BadTheme):
        from_css(css)


@given(st.text(max_size=200))
def test_any_text_is_refused_or_gives_plain_tokens(text):
    try:
        written = as_css(from_css(text))
    except BadTheme:
        return
    assert from_css(written) == from_css(text)


@pytest.mark.parametrize(
    "told", ["", "[]", "[" * 100_000, '{"a": 1}x', '{"a": {"value": "url(x)"}}', '{"dark": 3}']
)
def test_json_that_is_no_tokens_is_refused(told):
    with pytest.raises(BadTheme):
        from_json(told)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<use href="https://evil.example/x#a"/>',
        '<image href="x.png"/>',
        "<style>*{fill:url(x)}</style>",
        '<path style="fill:red"/>',
        '<path fill="url(https://evil.example/x)"/>',
        "<foreignObject/>",
        '<a href="javascript:alert(1)"><path/></a>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(inside):
    with pytest.raises(BadTheme):
        logo.check_svg(LOGO.replace("<path", f"{inside}<path", 1).encode())


def test_a_drawing_with_a_document_type_or_too_large_is_refused():
    for content in (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', b"<svg>", b"x" * 100_001, b"<html/>"):
        with pytest.raises(BadTheme):
            logo.check_svg(content)


def test_a_picture_is_a_png_of_sensible_size():
    def png(*size):
        Image.new("1", size).save(out := BytesIO(), "PNG")
        return out.getvalue()

    logo.check_png(png(20, 10))
    for content in (b"GIF89a", png(3000, 3000), png(20, 10)[:40], b"x" * 100_001):
        with pytest.raises(BadTheme):
            logo.check_png(content)


def test_words_that_could_no_longer_be_read_are_refused_by_name(folder):
    (folder / "tokens.css").write_text(":root{--utrecht-link-color:#ffee00}")

    with pytest.raises(BadTheme, match=r"light: --utrecht-link-color on .*: 1\.\d, at least 4\.5"):
        read(folder)


@pytest.mark.parametrize("name", ["x.woff2", "Naam Met Hoofdletter.woff2"])
def test_what_is_no_font_is_refused(folder, name):
    (folder / name).write_bytes(b"OTTO" if name == "x.woff2" else b"wOF2")

    with pytest.raises(BadTheme, match="WOFF2"):
        read(folder)


def test_a_token_that_nothing_uses_is_told(folder):
    (folder / "tokens.css").write_text(":root{--utrecht-nothing-color:#000}")

    assert read(folder).unknown == ["--utrecht-nothing-color"]
    assert "--utrecht-link-color" in ours()["light"]


@pytest.mark.django_db
@pytest.mark.usefixtures("laid_out")
def test_a_theme_dresses_every_page_and_goes_again(client, folder, django_capture_on_commit_callbacks):
    def said(*words: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            call_command(*words, stdout=(out := StringIO()))
        return out.getvalue()

    assert "Nothing was changed." in said("import_theme", str(folder), "--dry-run")
    assert said("theme_show") == "Our own theme stands.\n"
    said("import_theme", str(folder))

    page = read_page(client.get("/contact/"))
    digest = read(folder).digest
    styles = [one.attributes["href"] for one in page.all("link") if one.attributes.get("rel") == "stylesheet"]
    assert f"/thema/{digest}/theme.css" in styles
    assert [one.attributes["src"] for one in page.all("img")] == [f"/thema/{digest}/logo.svg"]
    served = client.get(f"/thema/{digest}/theme.css")
    assert served["Content-Type"].startswith("text/css")
    assert "immutable" in served["Cache-Control"]
    assert b'src:url("sample.woff2")' in served.content
    assert "sandbox" in client.get(f"/thema/{digest}/logo.svg")["Content-Security-Policy"]
    for wrong in ("theme.json", "nothing.css", "../theme.json", "..%2ftheme.json"):
        assert client.get(f"/thema/{digest}/{wrong}").status_code == 404
    assert said("theme_clear") == "Our own theme stands again.\n"
    assert b"/thema/" not in client.get("/contact/").content
    assert list(
        Event.objects.filter(kind__startswith="theme.").order_by("pk").values_list("kind", flat=True)
    ) == [
        "theme.set",
        "theme.cleared",
    ]


def broken(*_given: object, **_named: object) -> None:
    raise OperationalError("The connection is gone.")


@pytest.fixture
def site():
    cache.clear()
    lay_out("Leiden", MONDAY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("breaks", ["journal", "commit", "disk"])
@pytest.mark.parametrize("stood", [False, True], ids=["first", "after another"])
def test_of_a_theme_that_was_not_loaded_nothing_stays(folder, settings, monkeypatch, breaks, stood):
    if stood:
        (folder / "sample.woff2").rename(folder / "other.woff2")
        actions.set_theme(read(folder), by=None, at=MONDAY)
        (folder / "other.woff2").rename(folder / "sample.woff2")
    lines, files, standing = Event.objects.count(), files_in(settings.MEDIA_ROOT), stored.current()
    place = {"journal": (actions, "record"), "commit": (connection, "_commit"), "disk": (Path, "write_text")}
    monkeypatch.setattr(*place[breaks], broken)

    with pytest.raises(OperationalError):
        actions.set_theme(read(folder), by=None, at=MONDAY)

    monkeypatch.undo()
    assert (Event.objects.count(), files_in(settings.MEDIA_ROOT)) == (lines, files)
    assert stored.current() == standing
    actions.set_theme(read(folder), by=None, at=MONDAY)
    kept = stored.current()
    assert kept
    assert (kept.digest, Event.objects.count()) == (read(folder).digest, lines + 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("site")
def test_a_theme_that_could_not_be_cleared_stands(folder, monkeypatch):
    actions.set_theme(read(folder), by=None, at=MONDAY)
    standing = stored.current()
    monkeypatch.setattr(connection, "_commit", broken)

    with pytest.raises(OperationalError):
        actions.clear_theme(by=None, at=MONDAY)

    assert (stored.current(), standing is None) == (standing, False)


def files_in(folder: Path) -> set[str]:
    theme = folder / "theme"
    return {str(file.relative_to(theme)) for file in theme.rglob("*") if file.is_file()}


@pytest.mark.django_db
def test_a_folder_that_is_refused_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("import_theme", str(tmp_path / "nowhere"))

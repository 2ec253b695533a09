# SPDX-License-Identifier: EUPL-1.2
import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

import kennisstad.web
from kennisstad.web.static import HashedStaticFiles, StaticFilesMiddleware

WEB = Path(kennisstad.web.__file__).parent
FONTS = WEB / "static/web/fonts"
ALTCHA = WEB / "static/web/altcha"
LEAFLET = WEB.parent / "neighbourhoods/static/neighbourhoods/leaflet"


@pytest.mark.parametrize(
    ("folder", "made_by_others", "licence"),
    [
        (FONTS, ["*.woff2"], "SIL OPEN FONT LICENSE"),
        (ALTCHA, ["*.js"], "MIT License"),
        (LEAFLET, ["*.js", "*.css", "images/*"], "BSD 2-Clause License"),
    ],
    ids=["fonts", "altcha", "leaflet"],
)
def test_what_others_made_is_unchanged_named_and_licensed(folder, made_by_others, licence):
    vendored = tomllib.loads((folder / "VENDORED.toml").read_text())["file"]

    assert {entry["path"]: entry["sha256"] for entry in vendored} == {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for which in made_by_others
        for file in folder.glob(which)
    }
    assert all(entry.keys() >= {"package", "version", "licence"} for entry in vendored)
    assert all(licence in (folder / entry["licence-text"]).read_text() for entry in vendored)


def test_every_style_sheet_is_imported_once_and_names_only_files_that_exist():
    folder = WEB / "static/web/css"
    site = (folder / "site.css").read_text()

    imported = re.findall(r'@import url\("([\w.-]+)"\) layer\(\w+\);', site)
    assert sorted([*imported, "site.css"]) == sorted(file.name for file in folder.iterdir())
    for file in folder.iterdir():
        for target in re.findall(r'url\("([^"]+)"\)', file.read_text()):
            assert (folder / target).exists(), f"{file.name} names {target}"


def test_no_style_of_ours_names_a_colour_outside_the_tokens():
    """So that a city's theme reaches everything; print and the veil behind the menu are black."""
    for file in (WEB / "static/web/css").iterdir():
        if file.name not in ("tokens.css", "print.css"):
            assert re.findall(r"#[0-9a-f]{3,8}\b", file.read_text()) == [], file.name


def test_before_collecting_files_keep_their_names_and_are_served(client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"

    assert HashedStaticFiles().url("web/css/site.css") == "/static/web/css/site.css"
    answer = client.get("/static/web/js/parts.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, 'text/javascript; charset="utf-8"')
    assert b"".join(answer.streaming_content) == Path(finders.find("web/js/parts.js")).read_bytes()


@pytest.fixture
def collected(settings, tmp_path, client):
    """Collect our own files, twice, as a second start does."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["tests.web.test_static.OurFiles"]
    finders.get_finder.cache_clear()
    for _time in range(2):
        call_command("collectstatic", verbosity=0, interactive=False)
    yield client
    finders.get_finder.cache_clear()


class OurFiles(finders.BaseFinder):
    def list(self, ignore_patterns):
        from django.core.files.storage import FileSystemStorage

        storage = FileSystemStorage(location=WEB / "static")
        return [(str(path.relative_to(WEB / "static")), storage) for path in (WEB / "static").rglob("*.*")]


def test_collected_styles_are_one_file_with_every_layer_in_order(collected, settings):
    address = staticfiles_storage.url("web/css/site.css")
    answer = collected.get(address)
    css = b"".join(answer.streaming_content).decode()

    assert re.fullmatch(r"/static/web/css/site\.[0-9a-f]{12}\.css", address)
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
    assert "@import" not in css
    assert [file.name for file in (Path(settings.STATIC_ROOT) / "web/css").glob("site_*")] == []
    assert list(dict.fromkeys(re.findall(r"@layer (\w+) {", css))) == ["tokens", "base", "components", "page"]
    fonts = re.findall(r'url\("\.\./fonts/([^"]+)"\)', css)
    assert len(fonts) == 4
    assert [collected.get(f"/static/web/fonts/{font}").status_code for font in fonts] == [200] * 4
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", font) for font in fonts)


def test_a_process_from_before_the_first_collecting_finds_the_names(settings, tmp_path, request):
    settings.STATIC_ROOT = tmp_path / "static"
    storage = HashedStaticFiles()
    assert storage.url("web/css/site.css") == "/static/web/css/site.css"

    request.getfixturevalue("collected")

    assert re.fullmatch(r"/static/web/css/site\.[0-9a-f]{12}\.css", storage.url("web/css/site.css"))
    assert (Path(settings.STATIC_ROOT) / storage.stored_name("web/css/site.css")).exists()


def test_collected_files_come_small_where_the_browser_can_unpack_them(collected):
    answer = collected.get(staticfiles_storage.url("web/css/site.css"), headers={"Accept-Encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert len(b"".join(answer.streaming_content)) < 15_000


def test_what_browsers_look_for_at_the_root_is_there(collected):
    assert collected.get("/favicon.ico").status_code == 200


@pytest.mark.parametrize(
    "address", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static//etc/passwd"]
)
@pytest.mark.django_db
def test_nothing_outside_the_folders_is_served(settings, tmp_path, address, client):
    settings.STATIC_ROOT = tmp_path / "static"

    assert client.get(address).status_code == 404
    assert StaticFilesMiddleware(lambda request: None).autorefresh

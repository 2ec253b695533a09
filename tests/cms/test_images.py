# SPDX-License-Identifier: EUPL-1.2
"""Images as editors send them in and visitors get them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ImageFile
from wagtail.models import Collection

from kennisstad.accounts.models import Role
from kennisstad.cms.models import PageImage
from tests.cms.test_pictures import bomb, picture
from tests.making import make_user


def send(client: Client, content: bytes, name: str = "photo.png", **fields: str) -> Any:
    root = Collection.get_first_root_node()
    file = SimpleUploadedFile(name, content, "image/png")
    sent = {"title": "A bench", "description": "A bench by the water", "collection": root.pk, "file": file}
    return client.post("/redactie/images/add/", sent | fields)


def said(answer: Any) -> list[str]:
    return [str(line) for lines in answer.context["form"].errors.values() for line in lines]


def test_an_editor_sends_an_image_in(editor, somebody):
    answer = send(editor, picture())

    image = PageImage.objects.get()
    assert (answer.status_code, image.title, image.uploaded_by_user) == (302, "A bench", somebody)
    assert (image.width, image.height, image.default_alt_text) == (40, 30, "A bench by the water")


@pytest.mark.parametrize("field", ["description", "title", "file"])
def test_an_image_without_words_or_picture_is_not_kept(editor, field):
    answer = send(editor, picture(), **{field: ""})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not PageImage.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (bomb(), "a.png", "te veel pixels"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "JPEG of PNG"),
        (b"<!doctype html>", "a.png", "JPEG of PNG"),
        (picture()[:60], "a.png", "beschadigd"),
        (picture() + b"\0" * 10_000_000, "a.png", "10 MB"),
    ],
    ids=["bomb", "svg", "html", "damaged", "large"],
)
def test_the_editor_reads_why_a_file_is_not_taken(editor, content, name, why):
    answer = send(editor, content, name)

    assert answer.status_code == 200
    assert [line for line in said(answer) if why in line] == said(answer) != []
    assert not PageImage.objects.exists()


def test_a_damaged_picture_is_refused_after_documents_were_made_too(editor, monkeypatch):
    # What importing WeasyPrint does.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    send(editor, picture()[:60], "a.png")

    assert not PageImage.objects.exists()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize("address", ["images/add/", "images/chooser/create/"])
def test_what_is_far_too_large_is_refused_unread(editor, address):
    answer = editor.post(f"/redactie/{address}", CONTENT_LENGTH="200000000")

    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()


@pytest.mark.parametrize("address", ["images/add/", "images/chooser/"])
def test_the_field_knows_what_is_too_large_and_says_so_in_the_editors_language(editor, address):
    page = editor.get(f"/redactie/{address}").content.decode().replace('\\"', '"')

    said = "Dit bestand is groter dan 10 MB. Maak het kleiner en verstuur het opnieuw."
    assert f'data-most-bytes="10000000" data-too-large="{said}"' in page


@pytest.mark.parametrize("name", ["\u202egnp.exe.png", "a\r\nb.png", "../../x.png", "ä" * 200 + ".png"])
def test_an_odd_name_becomes_a_plain_one(editor, name):
    send(editor, picture(), name)

    file = str(PageImage.objects.get().file.name)
    assert file.startswith("original_images/")
    assert set(file.removeprefix("original_images/")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.APTUEX")


def test_a_visitor_gets_a_size_that_no_browser_runs(editor):
    send(editor, picture())
    address = PageImage.objects.get().get_rendition("width-20|format-webp").url

    answer = Client().get(address)

    assert b"".join(answer.streaming_content)[:4] == b"RIFF"
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "public, max-age=31536000, immutable",
    )
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize(
    "address",
    [
        "/media/images/none.webp",
        "/media/images/../secret_key.png",
        "/media/images/..%2fsecret_key.png",
        "/media/results/a.csv",
        "/media/images/a.svg",
        "/media/images/",
        "/media/",
        f"/media/images/{'a' * 5000}.png",
    ],
)
def test_no_other_file_is_handed_out(db, tmp_path, address):
    (tmp_path / "secret_key.png").write_text("secret")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.svg").write_text("<svg/>")

    assert Client().get(address).status_code == 404


def test_many_at_once_leads_to_the_form_for_one(editor):
    answer = editor.get("/redactie/images/multiple/add/")

    assert (answer.status_code, answer["Location"]) == (302, "/redactie/images/add/")


@pytest.mark.parametrize("address", ["", "add/", "chooser/", "multiple/add/", "1/"])
def test_whoever_is_no_editor_sees_no_images(laid_out, address):
    client = Client()
    client.force_login(make_user(Role.BROKER))

    assert client.get(f"/redactie/images/{address}").status_code == 403

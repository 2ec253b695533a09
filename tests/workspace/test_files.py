# SPDX-License-Identifier: EUPL-1.2
"""Which files go with a result: judged by content, kept under a name of ours, or not at all."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.projects import attaching
from kennisstad.projects.models import Project, ResultFile
from kennisstad.web.refusals import NotNow
from kennisstad.web.sent_files import CSV, JPEG, LARGEST_BYTES, PDF, PNG, TEXT, FileRefused, kind_of
from tests.making import MONDAY, make_partner, make_project, make_result, make_user


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, before: bytes = b"") -> bytes:
    return (
        b"\xff\xd8"
        + before
        + b"\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03"
        + b"\0" * 9
    )


PROFILE = b"\xff\xe2" + struct.pack(">H", 65_535) + b"\0" * 65_533
"""A segment as large as can be; pictures from cameras have several before the one that tells the size."""


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "verslag.pdf", PDF),
        (b"%PDF-1.7\n<html><script>", "verslag.html", PDF),
        (png(), "foto.png", PNG),
        (png(6_000, 6_000), "foto", PNG),
        (jpeg(), "foto.jpg", JPEG),
        (jpeg(before=PROFILE * 3), "foto.JPG", JPEG),
        (jpeg(before=b"\xff\xff\xff"), "foto.jpg", JPEG),
        (b"straat;aantal\nA;3\n", "tellingen.csv", CSV),
        ("\ufeffstraat,één\r\n".encode(), "TELLINGEN.CSV", CSV),
        (b"Wij telden 3 < 5 fietsen <3", "notitie.txt", TEXT),
    ],
)
def test_a_file_is_what_is_in_it(content, name, kind):
    assert kind_of(BytesIO(content), name=name, size_bytes=len(content)) == kind


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>", "tekening.svg", "web page"),
        (b"<?xml version='1.0'?><svg>", "tekening.csv", "web page"),
        (b"Hallo\n< ScRiPt src=x>", "notitie.txt", "web page"),
        (b"<!DOCTYPE html>", "pagina.txt", "web page"),
        (b"PK\x03\x04", "tabel.xlsx", "We take"),
        (b"MZ\x90\x00", "programma.pdf", "We take"),
        (b"GIF89a", "plaatje.gif", "We take"),
        (b"gewoon", "geen-einde", "We take"),
        (b"\x1b[31mrood", "notitie.txt", "We take"),
        (b"a\0b", "notitie.txt", "We take"),
        ("één".encode("cp1252"), "notitie.txt", "letters"),
        (png(20_000, 20_000), "bom.png", "pixels"),
        (png(0, 5), "leeg.png", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "stuk.png", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "stuk.png", "damaged"),
        (jpeg(65_000, 65_000), "bom.jpg", "pixels"),
        (b"\xff\xd8\xff", "stuk.jpg", "damaged"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 5000, "stuk.jpg", "damaged"),
        (b"\xff\xd8\xff" + b"\xff" * 100_000, "stuk.jpg", "damaged"),
    ],
)
def test_what_we_do_not_take_is_refused_in_a_sentence(content, name, says):
    with override("en"), pytest.raises(FileRefused, match=says):
        kind_of(BytesIO(content), name=name, size_bytes=len(content))


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(FileRefused, match="10 MB"):
        kind_of(BytesIO(b""), name="groot.pdf", size_bytes=LARGEST_BYTES + 1)


@pytest.fixture
def partner(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_partner()


@pytest.fixture
def project(partner):
    return make_result(make_project(partner, status="handed-over")).project


@pytest.fixture
def desk(partner, desk_of):
    return desk_of(make_user(Role.PARTNER_EDITOR, partner=partner))


def sent(name: str, content: bytes) -> dict[str, object]:
    return {"label": "Alle tellingen", "file": SimpleUploadedFile(name, content, "image/svg+xml")}


def on_disk(tmp_path):
    return sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/tellingen.csv",
        "tellingen\u202evsc.exe.csv",
        "C:\\tellingen.csv",
        "a" * 200 + "tellingen.csv",
    ],
)
def test_a_file_is_kept_under_a_name_of_ours_with_the_kind_that_we_saw(desk, project, tmp_path, name):
    assert desk.press("attach", sent(name, b"a;b\n"), pk=project.pk).status_code == 302

    kept = ResultFile.objects.get()
    assert (kept.label, kept.media_type, kept.size_bytes) == ("Alle tellingen", "text/csv", 4)
    assert on_disk(tmp_path) == [kept.content.name]
    assert kept.content.name.startswith("results/")
    assert "tellingen" not in kept.content.name
    assert kept.content.read() == b"a;b\n"
    assert list(Event.objects.order_by("pk").values_list("kind", "facts")) == [
        ("project.file-attached", {"file": kept.pk})
    ]


@pytest.mark.parametrize(
    "fields",
    [
        sent("tekening.svg", b"<svg>"),
        sent("bom.png", png(20_000, 20_000)),
        sent("leeg.csv", b""),
        {"label": "Zonder bestand"},
        sent("a.csv", b"a;b\n") | {"label": ""},
        sent("a.csv", b"a;b\n") | {"label": "a" * 141},
    ],
)
def test_a_file_that_is_refused_leaves_nothing_behind(desk, project, tmp_path, fields):
    answer = desk.press("attach", fields, pk=project.pk)

    assert (answer.status_code, bool(answer.context["file"].errors)) == (400, True)
    assert (ResultFile.objects.count(), on_disk(tmp_path), Event.objects.count()) == (0, [], 0)


def test_the_name_that_a_browser_calls_it_by_does_not_matter(desk, project):
    desk.press("attach", sent("foto.svg", png()), pk=project.pk)

    assert ResultFile.objects.get().media_type == "image/png"


def test_too_many_bytes_are_refused_before_they_are_read(desk, project, monkeypatch):
    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", _must_not)

    answer = desk.press(
        "attach", sent("groot.pdf", b"%PDF-" + b"a" * (LARGEST_BYTES + 200_000)), pk=project.pk
    )

    assert answer.status_code == 413


def _must_not(*args, **kwargs):
    raise RuntimeError("This must not happen, or it is a fault on purpose.")


def test_a_file_from_another_site_is_refused(project, partner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user(Role.PARTNER_EDITOR, partner=partner))

    answer = browser.post(reverse("workspace:attach", args=[project.pk]), sent("a.csv", b"a;b\n"))

    assert (answer.status_code, ResultFile.objects.count()) == (403, 0)


@pytest.mark.parametrize("status", ["planned", "running"])
def test_without_a_result_there_is_nothing_to_put_a_file_with(desk, partner, status, tmp_path):
    project = make_project(partner, status=status)

    assert desk.press("attach", sent("a.csv", b"a;b\n"), pk=project.pk).status_code == 409
    assert on_disk(tmp_path) == []


def test_a_closed_project_takes_no_more_files(desk, project, tmp_path):
    Project.objects.update(status="closed", ended_on=MONDAY.date())

    assert desk.press("attach", sent("a.csv", b"a;b\n"), pk=project.pk).status_code == 409
    assert on_disk(tmp_path) == []


def attach(project, number: int = 0) -> ResultFile:
    return attaching.attach(
        project, file=BytesIO(b"a"), name="a.csv", size_bytes=1, label=str(number), by=None, at=MONDAY
    )


def test_a_result_takes_twenty_files(project, tmp_path):
    for number in range(attaching.MOST_FILES):
        attach(project, number)

    with pytest.raises(NotNow):
        attach(project)

    assert (ResultFile.objects.count(), len(on_disk(tmp_path))) == (20, 20)


def test_a_fault_after_writing_takes_the_file_from_the_disk_again(project, tmp_path, monkeypatch):
    monkeypatch.setattr(attaching, "record", _must_not)

    with pytest.raises(RuntimeError):
        attach(project)

    assert (ResultFile.objects.count(), on_disk(tmp_path)) == (0, [])

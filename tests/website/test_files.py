# SPDX-License-Identifier: EUPL-1.2
"""A result's file is saved by a browser and never run by it."""

import pytest

from kennisstad.projects.models import Project, ResultFile
from tests.making import make_result
from tests.website.making import make_file

pytestmark = pytest.mark.django_db


def get(client, file):
    return client.get(f"/en/results/files/{file.pk}/")


def test_a_file_is_handed_out_whole_as_an_attachment(client):
    file = make_file(make_result(), label="The counts", content=b"a,b\n1,2\n")

    answer = get(client, file)

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a,b\n1,2\n")
    assert answer["Content-Type"] == "text/csv"
    assert answer["Content-Length"] == "8"
    assert answer["Content-Disposition"] == 'attachment; filename="the-counts.csv"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize(
    ("label", "media_type", "name", "kind"),
    [
        ("Verslag", "application/pdf", "verslag.pdf", "application/pdf"),
        ("Notes", "text/plain", "notes.txt", "text/plain"),
        ("Page", "text/html", "page", "application/octet-stream"),
        ("Drawing", "image/svg+xml", "drawing", "application/octet-stream"),
        ("Odd", "text/csv; charset=x\r\nX-Evil: 1", "odd", "application/octet-stream"),
        ("../../etc/passwd", "text/csv", "etcpasswd.csv", "text/csv"),
        ('a"; filename="x.exe', "text/csv", "a-filenamexexe.csv", "text/csv"),
        ("line\r\nbreak", "text/csv", "line-break.csv", "text/csv"),
        ("\u202efdp.exe", "application/pdf", "fdpexe.pdf", "application/pdf"),
        ("x" * 140, "text/csv", f"{'x' * 80}.csv", "text/csv"),
    ],
)
def test_neither_label_nor_kind_can_do_harm(client, label, media_type, name, kind):
    file = make_file(make_result(), label=label)
    ResultFile.objects.filter(pk=file.pk).update(media_type=media_type)

    answer = get(client, file)

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == kind
    assert "X-Evil" not in answer.headers


def test_a_label_without_letters_gives_the_number_as_name(client):
    file = make_file(make_result(), label="文件")

    assert get(client, file)["Content-Disposition"] == f'attachment; filename="file-{file.pk}.csv"'


def test_a_file_of_a_project_without_a_public_result_is_not_there(client):
    file = make_file(make_result())
    Project.objects.update(status="running")

    assert get(client, file).status_code == 404


def test_a_file_that_was_lost_is_not_there(client):
    file = make_file(make_result())
    file.content.storage.delete(file.content.name)

    assert get(client, file).status_code == 404

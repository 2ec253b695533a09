# SPDX-License-Identifier: EUPL-1.2
"""The readers' desk: one person found, given and erased; lists checked, taken over and given out."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.newsletter.models import Bounce, NeverAgain, Reader
from tests.making import MONDAY, make_district, make_user
from tests.newsletter.making import make_delivery, make_mark, make_reader
from tests.website.making import read

pytestmark = pytest.mark.django_db
DESK = "/en/workspace/readers/"
HEADS = "email;language;districts;themes;consent_on;consent_source"
LIST = f"{HEADS}\nana@example.org;nl;;;2024-05-01;form\nleft@example.org;nl;;;2024-05-01;form\nnobody\n"


@pytest.fixture
def editor(client):
    user = make_user(Role.PROGRAMME_MANAGER)
    client.force_login(user)
    return user


def words_of(answer):
    return " ".join(read(answer).one("main").text.split())


def facts(answer):
    """Give the first facts on a page; the last of all are the keys of the desk."""
    page = read(answer)
    return [(name.text, value.text) for name, value in zip(page.all("dt"), page.all("dd"), strict=True)][:6]


def upload(client, what, content=LIST):
    file = SimpleUploadedFile("readers.csv", content.encode("utf-8-sig"), "text/csv")
    return client.post(f"{DESK}import/", {"file": file, "what": what})


def test_the_desk_counts_readers_and_says_why_some_were_stopped(client, editor):
    district = make_district()
    make_reader(districts=[district.code], language="nl")
    make_reader()
    make_reader(status="asked")
    make_reader("gone@example.org", status="stopped")
    make_mark("left@example.org")

    answer = client.get(DESK)
    told = words_of(answer)

    assert (
        "2 people read along. 1 asked and did not confirm yet. 1 was stopped by us. 1 address has a mark:"
        in told
    )
    assert facts(answer) == [
        ("English", "1"),
        ("Nederlands", "1"),
        ("the whole city", "1"),
        (district.name, "1"),
        ("all themes", "2"),
        ("the address does not exist", "1"),
    ]
    assert "gone@example.org" in told


def test_a_stopped_address_stands_there_with_what_came_back_last(client, editor):
    reader = make_reader("gone@example.org", status="stopped")
    for days, code, reason in ((0, "4.2.2", "mailbox full"), (14, "5.1.1", "<b>unknown</b> user")):
        Bounce.objects.create(
            delivery=make_delivery(reader, status="sent"), kind="soft" if days == 0 else "hard",
            code=code, reason=reason, at=MONDAY + timedelta(days=days),
        )  # fmt: skip
    make_reader("full@example.org", status="stopped", stopped_why="full")

    rows = [row.text for row in read(client.get(DESK)).one("tbody").all("tr")]

    assert "the address does not exist (5.1.1)<b>unknown</b> user" in rows[1]
    assert rows[0].endswith("mail came back time after time")


def test_somebody_is_found_by_an_address_that_stands_in_no_address_of_ours(client, editor):
    reader = make_reader("ana@example.org")
    bounced = make_delivery(reader, status="sent")
    Bounce.objects.create(delivery=bounced, kind="soft", at=MONDAY)

    found = client.post(f"{DESK}find/", {"address": "ANA@Example.org"})

    assert found["Location"] == f"{DESK}{reader.pk}/"
    assert "ana@example.org" in words_of(client.get(found["Location"]))
    told = json.loads(client.get(f"{DESK}{reader.pk}/file/").content)
    assert (told["email"], len(told["deliveries"][0]["bounces"])) == ("ana@example.org", 1)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "left@example.org",
            "Whoever had this address left, or was stopped. Only an unreadable mark is kept.",
        ),
        ("bo@example.org", "Nothing is kept of this address."),
        ("bo", "This is not a whole e-mail address."),
        ("", "Write the e-mail address."),
    ],
)
def test_who_is_not_found_is_told_why(client, editor, address, said):
    make_mark("left@example.org")

    answer = client.post(f"{DESK}find/", {"address": address})

    assert answer.status_code == 400
    assert said in words_of(answer)


def test_who_asks_for_it_is_erased(client, editor):
    reader = make_reader("ana@example.org")
    make_delivery(reader, status="in-flight")

    answer = client.post(f"{DESK}{reader.pk}/erase/", follow=True)

    assert "One letter was just leaving, and may still arrive." in answer.content.decode()
    assert not Reader.objects.exists()
    assert NeverAgain.objects.of("ana@example.org").exists()
    event = Event.objects.get()
    assert (event.kind, event.actor, event.facts) == ("reader.erased", editor.pk, {})


def test_a_list_is_checked_first_and_then_taken_over(client, editor):
    make_mark("left@example.org")

    answer = upload(client, "check")
    checked = words_of(answer)
    assert "Nothing was changed. This is what would happen." in checked
    assert facts(answer)[0] == ("New readers", "1")
    assert "line 4: “nobody” is no whole e-mail address." in checked
    assert not Reader.objects.exists()

    table = upload(client, "table")
    assert list(csv.reader(io.StringIO(table.content.decode()))) == [
        ["line", "problem"],
        ["line 4", "“nobody” is no whole e-mail address."],
    ]
    assert not Reader.objects.exists()

    taken = upload(client, "take")
    assert "The list was taken over" in words_of(taken)
    assert [number for _name, number in facts(taken)] == ["1", "0", "0", "1", "0", "1"]
    assert (Reader.objects.get().email, Event.objects.get().actor) == ("ana@example.org", editor.pk)


def test_what_is_refused_is_a_table_in_the_language_of_the_desk(client, editor):
    file = SimpleUploadedFile("readers.csv", f"{HEADS}\nnobody\n".encode())

    table = client.post("/werkplek/lezers/overnemen/", {"file": file, "what": "table"})

    rows = list(csv.reader(io.StringIO(table.content.decode())))
    assert rows == [["regel", "probleem"], ["regel 2", "“nobody” is geen volledig e-mailadres."]]
    assert table["Content-Disposition"] == 'attachment; filename="geweigerd.csv"'


def test_without_a_word_a_list_is_only_checked(client, editor):
    assert upload(client, "").status_code == 200
    assert not Reader.objects.exists()


def test_what_is_no_list_or_too_large_is_told(client, editor):
    assert "these are missing: email" in words_of(upload(client, "take", "a;b\n1;2\n"))
    large = upload(client, "take", f"{HEADS}\n" + "x" * 2_000_001)
    assert large.status_code == 400
    assert "kennisstad newsletter import" in words_of(large)
    assert upload(client, "take", "x" * 2_200_000).status_code == 413


def test_the_list_is_given_out_to_be_taken_over_elsewhere(client, editor):
    make_reader("ana@example.org")
    make_reader("stopped@example.org", status="stopped")

    answer = client.get(f"{DESK}list.csv")

    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["email"] for row in rows] == ["ana@example.org"]
    assert answer["Content-Disposition"] == 'attachment; filename="readers.csv"'
    assert answer["Cache-Control"] == "no-store"


def test_an_example_of_a_list_has_the_headings_of_the_desk_and_can_be_taken_over(client, editor):
    for desk, heads in ((DESK, HEADS), ("/werkplek/lezers/", "e-mailadres;taal;wijken;thema's")):
        links = [link.attributes["href"] for link in read(client.get(desk)).one("main").all("a")]
        content = client.get(
            next(link for link in links if link.endswith(("/example.csv", "/voorbeeld.csv")))
        )
        content = content.content
        file = SimpleUploadedFile("readers.csv", content, "text/csv")

        answer = client.post(f"{DESK}import/", {"file": file, "what": "check"})

        assert content.decode("utf-8-sig").startswith(heads)
        assert [number for _name, number in facts(answer)] == ["1", "0", "0", "0", "0", "0"]
        assert "Your file was not kept." in words_of(answer)


def test_the_dutch_desk_names_dutch_columns(client, editor):
    file = SimpleUploadedFile("readers.csv", b"a;b\n1;2\n", "text/csv")

    answer = client.post("/werkplek/lezers/overnemen/", {"file": file, "what": "check"})

    assert "e-mailadres, toestemming_op, toestemming_bron" in words_of(answer)
    assert "consent_on" not in answer.content.decode()


def test_erasing_asks_once_more(client, editor):
    page = read(client.get(f"{DESK}{make_reader().pk}/"))

    assert [one.texts("button") for one in page.one("main").all("details")] == [
        ["Yes, erase this reader for good"]
    ]

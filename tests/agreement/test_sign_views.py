# SPDX-License-Identifier: EUPL-1.2
"""Signing by link, without an account."""

import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kennisstad.agreement import sign_views
from kennisstad.agreement.actions.inviting import invite
from kennisstad.agreement.actions.offering import withdraw
from kennisstad.agreement.models import Signatory, Signature
from kennisstad.agreement.signers import content_of, newest_revision
from kennisstad.agreement.signing import loading
from kennisstad.agreement.signing.verifying import verify
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import DiscreetFormatter
from tests.agreement.signing.certificates import PASSWORD, holder
from tests.agreement.signing.documents import signed
from tests.agreement.signing.offered import key_of, make_offered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people() -> tuple[Signatory, Signatory]:
    _agreement, anna, bert = make_offered()
    return anna, bert


def link(signatory, *, days_ago: int = 0) -> str:
    code = invite(signatory, by=None, at=timezone.now() - timedelta(days=days_ago))
    return reverse("agreement:sign", args=[code])


def file(content: bytes, name: str = "bestand") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_key(client, page, key: bytes, password: str = PASSWORD, **more):
    data = {"key": file(key), "password": password, "agreed": "on"} | more
    return client.post(f"{page}sleutel/", data)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_letter_holds_the_link_and_its_page_is_for_one_person(client, people):
    page = link(people[0])

    letter = Letter.objects.get()
    answer = client.get(page)

    assert (letter.to, letter.private, page in letter.body) == ("anna@example.org", True, True)
    assert letter.subject == "Wilt u ondertekenen: nieuw nl"
    assert answer.status_code == 200
    assert [answer.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == [
        "no-store",
        "no-referrer",
        "noindex",
    ]
    assert not answer.cookies
    assert "U bent Anna de Boer en ondertekent namens Stad als bestuurder." in words(answer)


def test_somebody_signs_with_a_key_and_reads_it_back(client, people):
    anna, _bert = people
    page = link(anna)

    answer = with_key(client, page, key_of(anna).pkcs12())
    after = client.get(page)

    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert "U hebt ondertekend. Dank u wel." in words(after)
    assert "Heeft nog niet ondertekend." in words(after)
    document = client.get(f"{page}document.pdf")
    assert document.headers["Content-Type"] == "application/pdf"
    assert [one.certificate.name for one in verify(document.content).findings] == ["Anna de Boer"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password": "mis"}, "Het wachtwoord past niet bij dit bestand. Typ het nog eens."),
        (
            {"key": holder("Carla Jansen").pkcs12()},
            "Dit certificaat staat niet op naam van de persoon die hier ondertekent."
            " Onderteken met uw eigen certificaat.",
        ),
        (
            {"key": holder("Anna de Boer", lasts=timedelta(days=30)).pkcs12()},
            "Dit certificaat is verlopen. Onderteken met een certificaat dat vandaag geldig is.",
        ),
        ({"agreed": ""}, "Zeg dat u het document hebt gelezen en het ondertekent."),
    ],
)
def test_a_key_that_is_not_right_is_told_in_the_form_and_signs_nothing(client, people, given, sentence):
    anna, _bert = people
    given = {"key": key_of(anna).pkcs12()} | given

    answer = with_key(client, link(anna), **given)

    assert (answer.status_code, sentence in words(answer)) == (400, True)
    assert PASSWORD not in words(answer)
    assert Signature.objects.count() == 0


def test_the_document_is_taken_signed_elsewhere(client, people):
    anna, _bert = people
    page = link(anna)
    document = client.get(f"{page}document.pdf").content

    answer = client.post(f"{page}ondertekend/", {"signed": file(signed(document, key_of(anna)))})

    assert answer.status_code == 302
    assert Signature.objects.get().signatory == anna


def test_another_document_is_told_in_the_form(client, people):
    answer = client.post(f"{link(people[0])}ondertekend/", {"signed": file(b"%PDF-1.7 niets")})

    assert answer.status_code == 400
    assert "Dit is geen PDF, of hij is beschadigd. Kies de PDF van de overeenkomst." in words(answer)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, people):
    page = link(people[0])

    answer = client.post(f"{page}ondertekend/", {"signed": file(bytes(10_200_000))})

    assert answer.status_code == 413


@pytest.mark.parametrize("way", ["", "document.pdf"])
def test_a_link_that_nobody_was_sent_leads_nowhere(client, people, way):
    old = link(people[0])
    link(people[0])

    assert client.get(old + way).status_code == 404
    assert client.get(reverse("agreement:sign", args=["sign-" + "0" * 40]) + way).status_code == 404


def test_a_link_that_expired_says_so(client, people):
    answer = client.get(link(people[0], days_ago=15))

    assert answer.status_code == 410
    assert "Deze link is verlopen. Vraag ons loket om een nieuwe" in words(answer)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_link_of_what_was_taken_back_leads_nowhere(client, people):
    page = link(people[0])
    withdraw(people[0].agreement, by=None, at=timezone.now())

    assert client.get(page).status_code == 404


def test_who_is_not_at_turn_is_told(client):
    agreement, anna, bert = make_offered()
    page = link(bert)
    type(agreement).objects.update(in_order=True)

    assert "U bent nog niet aan de beurt." in words(client.get(page))
    assert with_key(client, page, key_of(bert).pkcs12()).status_code == 409
    assert Signature.objects.count() == 0
    assert anna.name in words(client.get(page))


def test_whoever_guesses_gets_no_more_answers(client, people, monkeypatch):
    monkeypatch.setattr(sign_views, "GUESSES", 3)
    page = link(people[0])
    wrong = reverse("agreement:sign", args=["sign-" + "0" * 40])

    assert [client.get(wrong).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert client.get(page).status_code == 429


def test_a_password_is_tried_a_few_times_and_then_no_more(client, people, monkeypatch):
    monkeypatch.setattr(sign_views, "TRIES", 2)
    page = link(people[0])

    answers = [with_key(client, page, key_of(people[0]).pkcs12(), "mis").status_code for _ in range(3)]

    assert answers == [400, 400, 429]


def test_a_form_from_another_site_is_refused(client, people):
    page = link(people[0])

    answer = client.post(
        f"{page}ondertekend/", {"signed": file(b"%PDF-")}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403


def test_looking_at_a_link_signs_nothing(client, people):
    page = link(people[0])

    assert [client.get(f"{page}{way}/").status_code for way in ("sleutel", "ondertekend")] == [405, 405]
    client.get(page)
    assert Signature.objects.count() == 0


def test_codes_stay_out_of_the_log(client, caplog, people):
    page = link(people[0])
    code = page.rstrip("/").rpartition("/")[2]

    with caplog.at_level(logging.WARNING):
        client.get(f"{page}sleutel/")
        client.get(reverse("agreement:sign", args=["sign-" + "0" * 40]))

    assert caplog.records
    assert not any(code in one.getMessage() or "sign-0" in one.getMessage() for one in caplog.records)
    line = logging.LogRecord("x", logging.ERROR, "", 0, f"GET {page} failed", None, None)
    assert DiscreetFormatter().format(line) == "GET /overeenkomst/ondertekenen/[code]/ failed"


def test_without_pyhanko_only_paper_is_left(client, people, monkeypatch):
    page = link(people[0])

    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(loading, "import_module", missing)

    shown = words(client.get(page))
    answer = with_key(client, page, key_of(people[0]).pkcs12())

    assert ("Of onderteken op papier" in shown, "Onderteken hier" in shown) == (True, False)
    assert answer.status_code == 400
    assert Signature.objects.count() == 0


def test_everybody_reads_the_document_once_it_is_signed(client, people):
    anna, bert = people
    public = reverse("agreement:document", args=["nieuw"])
    assert client.get(public).status_code == 404

    for person in people:
        assert with_key(client, link(person), key_of(person).pkcs12()).status_code == 302

    answer = client.get(public)
    assert answer.content == content_of(newest_revision(anna.agreement))
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert len(verify(answer.content).findings) == 2
    assert bert.agreement.revisions.count() == 3

# SPDX-License-Identifier: EUPL-1.2
"""What strangers write into the head of a request is not believed."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kennisstad.accounts.models import Role
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Question
from kennisstad.config.wsgi import believed
from kennisstad.mail.models import Letter
from kennisstad.web.models import Allowance
from tests.making import make_question, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]
FORGED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Real-IP": "203.0.113.8",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=https",
    "X-Original-URL": "/werkplek/",
    "X-Rewrite-URL": "/werkplek/",
    "X-HTTP-Method-Override": "DELETE",
}
ASK = "/vragen/stellen/"


def form(**fields: str) -> dict[str, str]:
    return {"key": str(uuid4()), "words": "Waarom?", "asker_kind": "resident"} | fields


def test_forged_addresses_are_counted_with_their_own_sender(client):
    for number in range(20):
        client.post(ASK, form(), headers={**FORGED, "X-Forwarded-For": f"203.0.113.{number}"})

    assert client.post(ASK, form(), headers=FORGED).status_code == 429
    assert Allowance.objects.count() == 1


def test_links_in_letters_are_the_site_s_own(client, settings):
    settings.SITE_ADDRESS = "https://kennisstad.example.org"

    answer = client.post(ASK, form(email="asker@example.org"), headers=FORGED)

    assert answer["Location"].startswith("/volgen/")
    letter = Letter.objects.get()
    assert f"https://kennisstad.example.org{answer['Location']}" in letter.body
    assert "evil.example" not in letter.subject + letter.body + letter.message_id


@pytest.mark.parametrize("address", ["/vragen/", ASK, "/volgen/", "/inloggen/", "/niets/"])
def test_a_page_is_the_same_for_a_forged_head(client, address):
    plain, forged = client.get(address), client.get(address, headers=FORGED)

    assert plain.status_code == forged.status_code
    assert b"evil.example" not in forged.content
    assert not forged.wsgi_request.is_secure()


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "a b", "é"]
)
@pytest.mark.parametrize("address", [ASK, "/volgen/", "/inloggen/"])
def test_another_host_is_refused(client, host, address):
    assert client.post(address, form(), headers={"Host": host}).status_code == 400
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    "head",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": ""},
    ],
)
def test_a_public_form_from_elsewhere_does_nothing(client, head, own_index):
    question = make_question()
    code = code_of(question.key, question.code_digest)
    pages = [reverse(f"citylab:{page}", args=[code]) for page in ("add", "withdraw", "say_used")]

    answers = [
        client.post(page, form(code=code), headers=head)
        for page in (ASK, "/vragen/eerder-gevraagd/", "/vragen/past-het/", "/volgen/", *pages)
    ]

    assert [answer.status_code for answer in answers] == [403] * 7
    question.refresh_from_db()
    assert (question.status, Question.objects.count()) == ("open", 1)


@pytest.mark.parametrize(
    "head",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://testserver"}],
)
def test_a_public_form_of_our_own_is_taken(client, head):
    assert client.post(ASK, form(), headers=head).status_code == 302


def test_an_origin_that_is_no_address_is_elsewhere():
    careful = Client(raise_request_exception=False)

    assert careful.post(ASK, form(), headers={"Origin": "http://[::1"}).status_code == 403


@pytest.mark.parametrize("charset", ["rot13", "hex", "undefined", '"utf-7"', "UTF-16"])
def test_an_odd_charset_is_not_believed(charset):
    assert (
        believed(f"multipart/form-data; charset={charset}; boundary=x") == "multipart/form-data; boundary=x"
    )


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "text/plain; charset=utf-8", 'text/plain; charset="UTF8"']
)
def test_what_browsers_send_is_believed(kind):
    assert believed(kind) == kind


def test_a_desk_s_button_needs_the_token_of_its_form():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(Role.BROKER))
    question = make_question()

    answer = strict.post(reverse("workspace:sharpen", args=[question.pk]), {"minutes": "9"})

    question.refresh_from_db()
    assert (answer.status_code, question.minutes, question.status) == (403, 0, "open")

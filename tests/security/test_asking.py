# SPDX-License-Identifier: EUPL-1.2
"""What strangers send with a question stays what it is: no header, no log line, no other field, no script."""

import logging
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.audit.models import Event
from kennisstad.citylab import indexing
from kennisstad.citylab.following import code_of
from kennisstad.citylab.forms import QuestionForm
from kennisstad.citylab.models import Contact, Question, Status
from kennisstad.mail import actions as mail
from kennisstad.mail.models import Letter
from kennisstad.mail.models import Status as LetterStatus
from tests.mail.test_outbox import postbox  # noqa: F401
from tests.making import MONDAY, make_question
from tests.website.making import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_is_trusted")]
ASK = "/vragen/stellen/"
BREAKS = ["\r\n", "\n", "\r", "%0d%0a", "\x85", "\u2028", "\x0b", "\x00"]
SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7|add:7 }}{% debug %}",
    "<!--><script>alert(1)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
PROMISED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def form(**fields: str) -> dict[str, str]:
    return {"key": str(uuid4()), "words": "Waarom?", "asker_kind": "resident"} | fields


@pytest.mark.parametrize("line_end", BREAKS)
def test_nothing_filled_in_begins_a_header(client, postbox, line_end):  # noqa: F811
    evil = f"Dag{line_end}Bcc: everyone@example.org{line_end}{line_end}Evil"

    client.post(ASK, form(words=evil, name=evil.replace("\x00", "")[:120], email="asker@example.org"))
    mail.deliver_due(MONDAY.replace(year=2999))

    (letter,) = postbox.taken
    assert (letter["X-RcptTo"], letter["Bcc"], letter["To"]) == (
        "asker@example.org",
        None,
        "asker@example.org",
    )
    refused = client.post(ASK, form(email=f"asker@example.org{line_end}Bcc: everyone@example.org"))
    assert (refused.status_code, Letter.objects.count()) == (400, 1)


def test_an_address_that_cannot_be_written_goes_aside_and_holds_up_nobody(postbox):  # noqa: F811
    for to in ("asker@\u200d.nl", "next@example.org"):
        mail.post(to=to, subject="Nieuws", body="Dag", language="nl", private=True, at=MONDAY)

    assert mail.deliver_due(MONDAY) == 1

    assert [letter["To"] for letter in postbox.taken] == ["next@example.org"]
    failed = Letter.objects.get(status=LetterStatus.FAILED)
    assert (failed.tries, failed.problem) == (1, "CannotBeWritten")


def test_only_what_the_form_asks_for_is_taken(client):
    named = {field.name for field in Question._meta.get_fields()} | {
        f.attname for f in Question._meta.concrete_fields
    }
    asked = form()
    not_asked = named - asked.keys() - QuestionForm.base_fields.keys()
    sent = dict.fromkeys(not_asked, "1") | asked | {"is_public": "1", "language": "en"}

    assert (
        client.post(ASK, sent | {"status": "open", "show_words": "true", "needed_by": ""}).status_code == 302
    )

    question = Question.objects.get()
    assert (question.status, question.show_words, question.minutes) == (Status.SENT, False, 0)
    assert (question.language, question.pk, question.project) == ("nl", question.pk, None)
    assert question.code_digest != "1"
    assert question.sent_at > MONDAY.replace(year=2020)
    assert (list(question.districts.all()), question.texts.count(), Contact.objects.count()) == ([], 0, 0)


def test_nothing_personal_reaches_the_log_the_journal_or_the_index(client, caplog, own_index):
    caplog.set_level(logging.DEBUG, logger="django.request")
    contact = {"name": "Wilhelmina", "email": "vraagster@example.org", "phone": "06 9876"}
    client.post(ASK, form(words="Geheime woorden", **contact))
    client.post(ASK, form(words="", **contact))
    question = Question.objects.get()
    code = code_of(question.key, question.code_digest)
    for page, fields in (("add", {}), ("say_used", {}), ("follow", {}), ("withdraw", {})):
        with override("nl"):
            address = reverse(f"citylab:{page}", args=[code])
        strict = Client(enforce_csrf_checks=True)
        strict.get(address)
        strict.post(address, fields)
        strict.get(address + "more/")
        strict.post("/en" + address.replace("volgen", "follow"), fields)
    indexing.rebuild()

    facts = [str(event.facts) for event in Event.objects.all()]
    lines = [record.getMessage() for record in caplog.records]
    secrets = (*contact.values(), code, "Geheime")
    assert [line for line in lines + facts if any(word in line for word in secrets)] == []
    assert any(line.endswith("/volgen/…") for line in lines)
    assert indexing.index().count() == 0


@pytest.mark.parametrize("evil", ["\r\nERROR forged", "\x1b[31mred", "\n2026-01-01 ERROR forged"])
def test_no_address_writes_a_line_of_its_own(client, caplog, evil):
    client.get(f"/niets{evil}/")
    client.get("/volgen/x" + evil)

    assert [
        r.getMessage() for r in caplog.records if "\n" in r.getMessage() or "\x1b" in r.getMessage()
    ] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_comes_out_of_a_question(client, script, own_index):
    question = make_question(words=script, title=script, body=script, show_words=True)
    code = code_of(question.key, question.code_digest)
    client.post(reverse("citylab:add", args=[code]), {"words": script})
    addresses = ["/vragen/", f"/vragen/{question.pk}/", f"/volgen/{code}/", f"/volgen/{code}/intrekken/"]
    pages = [client.get(address) for address in addresses]
    pages += [client.get(ASK, {"words": script}), client.post(ASK, form(words=script, place=script))]

    for page in pages:
        elements = read(page).all()
        assert [e.attributes for e in elements if any(name.startswith("on") for name in e.attributes)] == []
        links = [str(e.attributes.get(name)) for e in elements for name in ("href", "src", "action")]
        assert [link for link in links if "javascript:" in link.lower()] == []
        inline = [e for e in elements if e.tag == "script" and "src" not in e.attributes]
        told = [e.text for e in inline if e.attributes.get("type") == "application/ld+json"]
        # Data for search engines, which no browser runs: nothing in it can end it.
        assert [data for data in told if "<" in data] == []
        inline = [e.text for e in inline if e.attributes.get("type") != "application/ld+json"]
        assert (inline, [e.tag for e in elements if e.tag in ("iframe", "math", "mglyph")]) == ([], [])


def test_every_kind_of_answer_carries_the_headers(client, own_index):
    client.raise_request_exception = False
    question = make_question(status=Status.DECLINED)
    code = code_of(question.key, question.code_digest)
    answers = {
        200: client.get("/vragen/"),
        301: client.get("/vragen"),
        302: client.post(ASK, form()),
        400: client.post(ASK, form(words="")),
        403: client.post(ASK, form(), headers={"Origin": "https://evil.example"}),
        404: client.get("/niets/"),
        405: client.delete("/vragen/"),
        409: client.post(f"/volgen/{code}/toevoegen/", {"words": "x"}),
        413: client.post(ASK, form(words="x" * 1_100_000)),
        429: [client.get(f"/volgen/tulp-{n}-brug/") for n in range(21)][-1],
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {s: s for s in answers}
    for status, answer in answers.items():
        assert {name: answer.get(name) for name in PROMISED} == PROMISED, status
        policy = answer["Content-Security-Policy"]
        assert ("unsafe" in policy, "frame-ancestors 'none'" in policy) == (False, True), status
        assert (status, dict(answer.cookies)) == (status, {})


@pytest.mark.parametrize(
    ("address", "words"), [("/vragen/", "Er ging iets mis"), ("/en/questions/", "Something went wrong")]
)
def test_without_a_database_the_page_says_so_and_no_more(monkeypatch, address, words):
    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("password=secret host=10.0.0.1 refused")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)

    with override_settings(DEBUG=False):
        answer = Client(raise_request_exception=False).get(address)

    page = answer.content.decode()
    assert (answer.status_code, words in page) == (500, True)
    assert [word for word in ("Traceback", "secret", "OperationalError", "10.0.0.1") if word in page] == []
    assert {name: answer.get(name) for name in PROMISED} == PROMISED

# SPDX-License-Identifier: EUPL-1.2
"""The two public forms: no cookie, nothing lost, nothing taken twice, nothing broken by bad input."""

import uuid

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import override

from kennisstad.contact import actions, emails, views
from kennisstad.contact.following import code_of
from kennisstad.contact.models import Message
from kennisstad.web.models import Allowance, UsedProof
from tests.contact.making import make_message
from tests.making import MONDAY, make_partner, make_project
from tests.neighbourhoods.making import make_city
from tests.proving import proven

pytestmark = pytest.mark.django_db
FORMS = [(name, language) for name in ("contact:write", "contact:accessibility") for language in ("nl", "en")]


def address(name: str, language: str) -> str:
    with override(language):
        return reverse(name)


@pytest.mark.parametrize(("name", "language"), FORMS)
def test_a_form_is_sent_and_leads_to_a_page_with_the_code(client, name, language):
    where = address(name, language)
    asked = client.get(where, {"page": "/wijken/"})
    given = {"key": str(uuid.uuid4()), "words": "Ik kan de kaart niet lezen.", "page": "/wijken/"}
    kind = "accessibility" if name.endswith("accessibility") else "press"

    answer = client.post(where, {**given, "kind": kind})

    message = Message.objects.get()
    code = code_of(message.key, message.code_digest)
    with override(language):
        assert answer["Location"] == reverse("contact:follow", args=[code])
    assert (message.kind, message.language, message.page) == (kind, language, "/wijken/")
    followed = client.get(answer["Location"])
    assert code in followed.content.decode()
    assert followed["Cache-Control"] == "no-store"
    assert followed["Referrer-Policy"] == "no-referrer"
    assert (asked.cookies, answer.cookies, followed.cookies) == ({}, {}, {})
    assert 'value="/wijken/"' in asked.content.decode()


@pytest.mark.parametrize(("name", "language"), FORMS)
@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"words": "\x00 \x00"}, {"words": "a" * 5001}, {"email": "geen adres"}]
)
def test_what_is_wrong_is_said_and_what_was_written_is_still_there(client, name, language, wrong):
    given = {"words": "Mijn woorden", "name": "Noor", "kind": "accessibility"} | wrong

    answer = client.post(address(name, language), given)

    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'class="error-summary"' in page
    assert 'value="Noor"' in page
    assert Message.objects.count() == 0


def test_sent_twice_is_one_message(client):
    given = {"key": str(uuid.uuid4()), "words": "Hallo", "kind": "general"}

    places = {client.post(address("contact:write", "nl"), given)["Location"] for _ in range(2)}

    assert (len(places), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_words_give_nobody_the_code_of_somebody_else(client, language):
    where = address("contact:write", language)
    given = {"words": "Kunt u mij bellen?", "kind": "general"}

    nameless = {client.post(where, given)["Location"] for _ in range(2)}
    first = client.post(where, given | {"email": "me@example.org"})
    again = client.post(where, given | {"email": "me@example.org"} | proven("contact.write"))
    third = client.post(where, given | {"email": "me@example.org"})

    # The second came with a proof and so stands alone; the third repeats it.
    codes = [code_of(one.key, one.code_digest) for one in Message.objects.all()]
    assert (len(nameless), len(codes), first.status_code, again.status_code) == (2, 4, 302, 302)
    assert (third.status_code, [code for code in codes if code in third.content.decode()]) == (200, [])
    assert address("contact:find", language) in third.content.decode()


def test_a_message_that_could_not_be_kept_uses_no_proof_up(client, monkeypatch):
    given = {"words": "Hallo", "kind": "general", "key": str(uuid.uuid4())} | proven("contact.write")
    client.raise_request_exception = False

    def fail(*_letter, **_of):
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(emails, "to_desk", fail)
        assert client.post(address("contact:write", "nl"), given).status_code == 500
    assert (Message.objects.count(), UsedProof.objects.count()) == (0, 0)

    client.post(address("contact:write", "nl"), given | {"words": "Hallo daar"})
    assert Message.objects.get().look_first is False


def test_a_machine_that_fills_in_everything_leaves_nothing(client):
    given = {"words": "Koop nu", "kind": "general", "website": "https://example.org"}

    answer = client.post(address("contact:write", "nl"), given)

    assert (answer["Location"], Message.objects.count()) == (address("contact:find", "nl"), 0)


def test_a_form_from_another_site_is_refused(client):
    answer = client.post(
        address("contact:write", "nl"),
        {"words": "x", "kind": "general"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert (answer.status_code, Message.objects.count()) == (403, 0)


def test_one_network_writes_twenty_times_an_hour_and_then_waits(client):
    def write(number):
        return client.post(address("contact:write", "nl"), {"words": f"Bericht {number}", "kind": "general"})

    assert {write(number).status_code for number in range(20)} == {302}
    assert write(20).status_code == 429
    assert Message.objects.count() == 20


def test_a_code_finds_its_message_and_guessing_is_slowed(client, monkeypatch):
    monkeypatch.setattr(views, "GUESSES", 2)
    client.post(address("contact:write", "nl"), {"words": "Hallo", "kind": "general"})
    message = Message.objects.get()
    code = code_of(message.key, message.code_digest)
    Allowance.objects.all().delete()

    right = client.post(address("contact:find", "nl"), {"code": code.replace("-", " ").upper()})
    wrong = [client.post(address("contact:find", "nl"), {"code": word}).status_code for word in "abc"]

    assert right["Location"].endswith(f"{code}/")
    assert wrong == [400, 400, 429]
    assert client.get(right["Location"]).status_code == 429


@pytest.mark.parametrize(
    ("language", "by_mail", "reads", "looks"),
    [
        ("nl", "ook per e-mail", "Museum leest het en antwoordt u", "Iemand bij Museum kijkt ernaar"),
        ("en", "by e-mail too", "Museum reads it and answers you", "Somebody at Museum is looking at it"),
    ],
)
def test_the_page_of_a_message_says_whose_it_is_and_leads_on(client, language, by_mail, reads, looks):
    make_city(phone="071 123 4567")
    museum = make_partner("museum", name="Museum")
    one = make_message(email="me@example.org", language=language, desk=museum)
    with override(language):
        page = reverse("contact:follow", args=[code_of(one.key, one.code_digest)])
        home = reverse("website:home")

    first = client.get(page).content.decode()
    actions.take(one, by=None, at=MONDAY)
    then = client.get(page).content.decode()
    nameless = make_message(words="Anders")
    with override(language):
        silent = client.get(reverse("contact:follow", args=[code_of(nameless.key, nameless.code_digest)]))

    assert by_mail in first
    assert by_mail not in silent.content.decode()
    assert reads in first
    assert looks in then
    for link in (f'href="{home}"', f'href="{address("contact:write", language)}"', 'href="tel:0711234567"'):
        assert link in first.partition("<main")[2]
    assert 'href="tel:0711234567"' in client.get(address("contact:find", language)).content.decode()


def write_about(client, project, **given):
    fields = {"key": str(uuid.uuid4()), "words": "Hallo", "kind": "project", "project": str(project)}
    return client.post(address("contact:write", "nl"), fields | given)


def test_somebody_chooses_the_project_that_a_message_is_about(client):
    running, returned = (
        make_project(title="Schone gracht"),
        make_project(title="Oude gracht", status="handed-over"),
    )

    shown = client.get(address("contact:write", "nl")).content.decode()
    write_about(client, running.pk)

    assert Message.objects.get().project == running
    assert f'<option value="{running.pk}">Schone gracht</option>' in shown
    assert f'value="{returned.pk}"' not in shown


def test_whoever_comes_from_the_page_of_a_project_finds_it_chosen_also_when_it_has_its_result(client):
    returned = make_project(title="Oude gracht", status="handed-over")

    shown = client.get(address("contact:write", "nl"), {"about": f"project:{returned.pk}"}).content.decode()
    write_about(client, returned.pk)

    assert f'<option value="{returned.pk}" selected>Oude gracht</option>' in shown
    assert Message.objects.get().project == returned


@pytest.mark.parametrize("made_up", ["999999", "9" * 30, "²", "-1", "x"])
def test_a_made_up_number_chooses_no_project_and_loses_no_words(client, made_up):
    shown = client.get(address("contact:write", "nl"), {"about": f"project:{made_up}"})
    answer = write_about(client, made_up, words="Mijn woorden")

    assert (shown.status_code, answer.status_code) == (200, 400)
    assert "Mijn woorden" in answer.content.decode()
    assert Message.objects.count() == 0


@pytest.mark.parametrize("number", [1, 5])
def test_the_form_reads_as_little_however_many_projects_there_are(client, number, django_assert_num_queries):
    for turn in range(number):
        make_project(title=f"Project {turn}")
    client.get(address("contact:write", "en"))

    with django_assert_num_queries(8):
        client.get(address("contact:write", "en"))

# SPDX-License-Identifier: EUPL-1.2
import logging

import pytest
from django.utils.translation import gettext, override

from kennisstad.web.refusal_words import WORDS
from kennisstad.web.refusals import bad_request, server_error, without_traceback

pytestmark = pytest.mark.django_db
LANGUAGES = [("", "nl"), ("/en", "en")]


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def says(answer, language: str, status: int, *sentences: str) -> bool:
    """Compare the page's language, its status and the words that must stand on it."""
    page = answer.content.decode()
    with override(language):
        words = [str(sentence) for sentence in sentences]
    return (
        answer.status_code == status and f'<html lang="{language}">' in page and all(w in page for w in words)
    )


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "status"), [("not-allowed", 403), ("not-now", 409), ("too-large", 413), ("too-often", 429)]
)
def test_a_refusal_becomes_a_page_in_the_readers_language(client, prefix, language, kind, status):
    answer = client.get(f"{prefix}/refused/{kind}/")

    words = WORDS[status]
    assert says(answer, language, status, words.heading, words.advice)
    assert (answer.get("Retry-After")) == ("91" if kind == "too-often" else None)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_its_own_sentence_takes_the_place_of_the_general_one(client, prefix, language):
    answer = client.get(f"{prefix}/refused/not-now/")

    with override(language):
        assert f'<p class="lead">{gettext("Menu")}</p>' in answer.content.decode()
        assert str(WORDS[409].sentence) not in answer.content.decode()


OPENED = "This address works from a form or a button only. You opened it by itself, and nothing was changed."
ALLOWED = {"read-only": "GET, HEAD", "send-only": "POST"}


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
@pytest.mark.parametrize(
    ("method", "address", "sentence"),
    [
        ("POST", "read-only", WORDS[405].sentence),
        ("DELETE", "read-only", WORDS[405].sentence),
        ("PUT", "send-only", WORDS[405].sentence),
        ("GET", "send-only", OPENED),
    ],
)
def test_a_wrong_method_gets_a_page_and_hears_which_are_right(
    client, prefix, language, method, address, sentence
):
    answer = client.generic(method, f"{prefix}/{address}/")

    with override(language):
        sentence = gettext(str(sentence)) if sentence is OPENED else str(sentence)
    assert says(answer, language, 405, WORDS[405].heading, sentence, WORDS[405].advice)
    assert answer["Allow"] == ALLOWED[address]


def test_whoever_asks_for_the_head_alone_gets_that_of_the_page(client):
    whole, head = client.get("/en/send-only/"), client.head("/en/send-only/")

    assert (head.status_code, head.content, dict(head.items())) == (405, b"", dict(whole.items()))
    assert client.head("/en/read-only/").status_code == 200


@pytest.mark.parametrize("address", ALLOWED)
def test_a_program_that_asks_for_the_methods_gets_them_and_no_page(client, address):
    answer = client.options(f"/en/{address}/")

    assert (answer.status_code, answer.content, answer["Allow"]) == (405, b"", ALLOWED[address])


def test_a_wrong_method_is_one_line_in_the_log(client, caplog):
    client.post("/en/read-only/")

    assert [line.getMessage() for line in caplog.records] == ["Method Not Allowed (POST): /en/read-only/"]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_an_unknown_address_gets_a_page(client, prefix, language):
    assert says(client.get(f"{prefix}/missing/"), language, 404, WORDS[404].heading, WORDS[404].advice)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_a_fault_of_ours_gets_a_page_without_asking_the_database(
    client, prefix, language, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = client.get(f"{prefix}/broken/")

    assert says(answer, language, 500, WORDS[500].heading, WORDS[500].advice)
    assert "broken on purpose" not in answer.content.decode()


def test_a_fault_gets_words_even_when_templates_are_gone(client, settings):
    settings.TEMPLATES = []

    answer = client.get("/en/broken/")

    assert answer.status_code == 500
    assert answer.content.decode().startswith(
        "<!doctype html><title>Something went wrong on our side</title>"
    )


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_a_form_without_its_token_says_what_happened(client, prefix, language):
    client.handler.enforce_csrf_checks = True

    answer = client.post(f"{prefix}/token-form/", {"words": "…"})

    assert says(answer, language, 403, WORDS[403].heading, WORDS[403].advice)


@pytest.mark.parametrize("address", ["/en/ask/", "/en/token-form/"])
def test_more_than_we_take_is_refused_in_words(client, settings, address):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    answer = client.post(address, {"words": "x" * 2_000}, content_type="application/x-www-form-urlencoded")

    assert says(answer, "en", 413, WORDS[413].heading, WORDS[413].advice)


def test_more_fields_than_we_take_are_refused_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    answer = client.post("/ask/", {f"field-{number}": "" for number in range(20)})

    assert says(answer, "nl", 413, WORDS[413].heading)


def test_a_hostile_host_gets_a_page_of_ours(client):
    assert says(client.get("/en/plain/", headers={"Host": "evil.example"}), "en", 400, WORDS[400].heading)


def test_the_address_says_the_language_even_before_anybody_looked_at_it(rf):
    with override("nl"):
        assert says(bad_request(rf.get("/en/plain/")), "en", 400, WORDS[400].heading)
        assert says(server_error(rf.get("/en/plain/")), "en", 500, WORDS[500].heading)


def logged(name, **more):
    """A line of the log with a traceback."""
    fault = ValueError("bad")
    record = logging.LogRecord(name, logging.ERROR, "", 0, "bad", (), (ValueError, fault, None))
    record.__dict__.update(more)
    return record


@pytest.mark.parametrize(
    "line",
    [
        logged("django.security"),
        logged("django.security.DisallowedHost"),
        logged("django.request", status_code=400),
        logged("django.request", status_code=499),
    ],
)
def test_what_somebody_else_sent_stands_in_the_log_as_one_line(line):
    assert without_traceback(line)
    assert (line.exc_info, line.exc_text, line.getMessage()) == (None, None, "bad")


@pytest.mark.parametrize("line", [logged("django.request", status_code=500), logged("kennisstad.worker")])
def test_a_fault_of_ours_keeps_its_traceback_in_the_log(line):
    assert without_traceback(line)
    assert line.exc_info is not None

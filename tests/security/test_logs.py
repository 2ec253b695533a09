# SPDX-License-Identifier: EUPL-1.2
"""What the log holds: one line for what strangers send, and nobody's follow code."""

import inspect
import io
import logging
import re
from time import perf_counter
from uuid import UUID

import pytest
from granian.server import Server

from kennisstad.citylab import codes
from kennisstad.config import server
from kennisstad.web.refusals import FOLLOW_CODE

CODE = codes.derive("secret", UUID(int=7))
PLACES = ["/Volgen/{}/", "/follow/{}/", "/en/volgen/{}/", "/volgen/{}/", "/en/follow/{}/add/", "/{}/"]
PLACES += ["/rondes/team/{}/", "/en/rounds/team/{}/rank/", "/rondes/aanmelden/{}/"]


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    """Give what the site's own log writes: the handler of the settings, with another stream."""
    (console,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    return written


@pytest.fixture
def client(client, db):
    client.raise_request_exception = False
    return client


def wrong_host(client):
    return client.get("/en/", headers={"Host": "evil.example"})


def too_many_fields(client):
    return client.post("/en/questions/ask/", {f"field-{number}": "" for number in range(600)})


def too_large_a_body(client):
    form = "application/x-www-form-urlencoded"
    return client.post("/en/questions/ask/", "words=" + "x" * 1_100_000, content_type=form)


def no_form_at_all(client):
    return client.post("/en/questions/ask/", b"--", content_type="multipart/form-data; boundary=\xe9")


@pytest.mark.parametrize(
    ("send", "logger"),
    [
        (wrong_host, "django.security.DisallowedHost"),
        (too_many_fields, "django.security.TooManyFieldsSent"),
        (too_large_a_body, "django.security.RequestDataTooBig"),
        (no_form_at_all, "django.request"),
    ],
)
def test_what_a_stranger_sends_wrong_is_one_line(client, log, send, logger):
    assert send(client).status_code in (400, 413)

    assert [line.split()[3] for line in log.getvalue().splitlines()] == [logger]


def test_a_fault_of_ours_is_logged_with_where_it_happened(log):
    try:
        raise RuntimeError("broken on purpose")
    except RuntimeError:
        logging.getLogger("kennisstad.worker").exception("It failed.")

    assert "Traceback" in log.getvalue()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("written", [str, str.upper])
def test_a_follow_code_in_an_address_is_not_logged(client, log, place, written):
    code = written(CODE)

    assert client.get(place.format(code)).status_code in (404, 405)

    (line,) = log.getvalue().splitlines()
    assert code.lower() not in line.lower()


@pytest.mark.parametrize("between", [" ", ", ", "--", "_", "–", "%2D", "%20", "+"])
def test_a_follow_code_typed_in_another_way_is_not_logged_either(client, log, between):
    client.get(f"/en/volgen/{CODE}/".replace("-", between))

    assert log.getvalue().endswith(" Not Found: /en/volgen/[code]/\n")


def test_a_follow_code_is_kept_out_of_arguments_and_tracebacks(log):
    try:
        raise RuntimeError(f"no page for {CODE}")
    except RuntimeError:
        logging.getLogger("kennisstad.worker").exception("%s of %s", CODE, {"code": CODE})

    assert (log.getvalue().count("[code]"), CODE in log.getvalue()) == (3, False)


@pytest.mark.parametrize("logger", ["django", "django.server", "django.request"])
def test_nothing_of_django_is_written_past_our_handler(log, logger):
    logging.getLogger(logger).error('"GET /volgen/%s/ HTTP/1.1" 200', CODE)

    assert log.getvalue().count("\n") == 1
    ours = logging.getLogger().handlers
    assert [one for one in logging.getLogger(logger).handlers if one not in ours] == []


def test_every_code_has_the_shape_that_is_kept_out():
    made = [codes.derive("secret", UUID(int=number)) for number in range(2_000)]

    assert [code for code in made if not FOLLOW_CODE.fullmatch(code)] == []
    assert [word for word in codes.words() if not re.fullmatch("[a-z]{3,12}", word)] == []


@pytest.mark.parametrize(
    "line",
    [
        'connection to server at "127.0.0.1", port 5432 failed: FATAL: password',
        "Not Found: /agenda/2026/open/dag/",
        'File "/srv/kennisstad/views.py", line 1234, in follow_views',
        "Not Found: /wijken/leiden-noord/",
    ],
)
def test_what_an_administrator_needs_stays_in_the_log(log, line):
    logging.getLogger("kennisstad.worker").warning(line)

    assert log.getvalue().endswith(f" {line}\n")


@pytest.mark.parametrize(
    "attack", ["a", "/", "/a", "/aaaa", "-", "/aaa-", "aaa-1111-", "/aaa%20", "/a1111 aaa "]
)
def test_the_pattern_reads_a_hundred_thousand_signs_at_once(attack):
    begin = perf_counter()
    FOLLOW_CODE.sub("", (attack * 100_000)[:100_000])

    assert perf_counter() - begin < 2.0


def test_the_web_server_keeps_no_list_of_visits(monkeypatch):
    started = []
    monkeypatch.setattr(Server, "serve", lambda self, **_: started.append(self))
    monkeypatch.setattr(server, "Server", Server)

    server.serve("127.0.0.1", 8000)

    assert inspect.signature(Server).parameters["log_access"].default is False
    assert [one.log_access for one in started] == [False]
